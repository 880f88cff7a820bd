import dgram from 'node:dgram';
import {setTimeout as delay} from 'node:timers/promises';
import {parseBrowserReply} from './browser-reply.js';

/** Asks SQL Server Browser on the local network segment, by one broadcast, who is there: `HOST` or `HOST\INSTANCE`. Nobody answers across routers, and often a firewall keeps silent. */
export const findServersNearby = async ({signal, waitMs = 2000, address = '255.255.255.255', port = 1434}: {readonly signal?: AbortSignal; readonly waitMs?: number; readonly address?: string; readonly port?: number} = {}): Promise<string[]> => {
	const socket = dgram.createSocket('udp4');
	const found = new Set<string>();
	socket.on('message', reply => {
		for (const {serverName, instanceName} of parseBrowserReply(reply)) {
			found.add(instanceName.toUpperCase() === 'MSSQLSERVER' ? serverName : `${serverName}\\${instanceName}`);
		}
	});
	// A network without broadcast finds nobody.
	socket.on('error', () => undefined);
	try {
		await new Promise<void>(resolve => {
			socket.bind(0, resolve);
		});
		socket.setBroadcast(true);
		socket.send(Uint8Array.of(0x02), port, address, () => undefined);
		await delay(waitMs, undefined, {signal});
	} finally {
		socket.close();
	}

	return [...found].toSorted((a, b) => a.localeCompare(b));
};
