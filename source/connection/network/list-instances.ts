import dgram from 'node:dgram';
import {parseBrowserReply, type BrowserInstance} from '../../sql/browser.js';

/**
Asks SQL Server Browser for all instances of a host; empty when it does not answer.
Browser stays silent when it is asked for an instance that it does not know, so only this question tells a stopped Browser from a wrong name.
*/
export const listInstances = async ({address, port, timeoutMs, signal}: {readonly address: string; readonly port: number; readonly timeoutMs: number; readonly signal: AbortSignal}): Promise<BrowserInstance[]> => {
	const socket = dgram.createSocket(address.includes(':') ? 'udp6' : 'udp4');
	const {promise, resolve} = Promise.withResolvers<BrowserInstance[]>();
	const none = () => {
		resolve([]);
	};

	const timer = setTimeout(none, timeoutMs);
	signal.addEventListener('abort', none, {once: true});
	socket.on('error', none);
	socket.on('message', reply => {
		resolve(parseBrowserReply(reply));
	});
	socket.connect(port, address, () => {
		socket.send(Uint8Array.of(allInstances));
	});
	try {
		return await promise;
	} finally {
		clearTimeout(timer);
		signal.removeEventListener('abort', none);
		socket.close();
	}
};

const allInstances = 0x03;
