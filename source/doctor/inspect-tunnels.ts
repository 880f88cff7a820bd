import {lookup} from 'node:dns/promises';
import {openPort, socketCodeOf} from '../connection/network/open-port.js';
import {sideBySide} from '../connection/side-by-side.js';
import {parseHostPort} from '../profiles/profile-fields.js';
import type {Profile} from '../profiles/profile.js';
import {SqlFailure} from '../sql/sql-failure.js';
import {listInstances} from '../sql/list-instances.js';
import {browserUdpPort} from '../workspace/instance-port.js';
import {fail, pass, type DoctorCheck} from './check.js';

/** The tunnels of a profile: whether something listens where each of them leads, or its name resolves where no port is named. SQL Server Browser is asked over UDP, as the profile's own logins ask it. */
export const inspectTunnels = async ({name, addresses}: Pick<Profile, 'name' | 'addresses'>, signal: AbortSignal): Promise<DoctorCheck[]> => sideBySide(Object.entries(addresses), 8, async ([from, to]) => {
	const {host, port} = parseHostPort(to) ?? {host: to};
	const isBrowser = parseHostPort(from)?.port === browserUdpPort;
	try {
		if (isBrowser) {
			const instances = await listInstances({host, port: port ?? browserUdpPort, signal});
			return pass('tunnel', 'Tunnel', `${from} is reached at ${to}, where SQL Server Browser answers (UDP): ${instances.join(', ')}`);
		}

		if (port === undefined) {
			const {address} = await lookup(host);
			return pass('tunnel', 'Tunnel', `${from} is reached at ${to} (${address}); its port is that of the name`);
		}

		const {durationMs} = await openPort({
			host, port, timeoutMs: 5000, signal,
		});
		return pass('tunnel', 'Tunnel', `${from} is reached at ${to}, which is open (${durationMs} ms)`);
	} catch (error) {
		signal.throwIfAborted();
		const code = error instanceof SqlFailure ? error.socketCode ?? error.code ?? '' : socketCodeOf(error);
		return fail('tunnel', 'Tunnel', `${from} is to be reached at ${to}, where ${isBrowser ? 'no SQL Server Browser answers over UDP' : 'nothing answers'} (${code})`, `${isBrowser ? 'Open the way to its UDP port again (a tunnel of SSH carries TCP alone)' : 'Open the tunnel again'}; or correct it: baco profile set ${name}, with --add-address ${from}=ADDRESS:PORT.`);
	}
});
