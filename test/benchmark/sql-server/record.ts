import {Buffer} from 'node:buffer';
import {type AddressInfo, connect, createServer} from 'node:net';
import {packetReader} from '../../../fixtures/sql-server/protocol/packet-reader.js';

/** Stands between a client and the server and keeps the answers, one for each message of the client. */
export const recordAnswers = async (serverPort: number, use: (port: number) => Promise<void>): Promise<string[]> => {
	const answers: Buffer[][] = [];
	const proxy = createServer(socket => {
		const server = connect(serverPort, '127.0.0.1');
		const read = packetReader(() => ({messageBytes: 1_000_000}), () => {
			answers.push([]);
		});
		socket.on('data', bytes => {
			read(bytes);
			server.write(bytes);
		});
		server.on('data', bytes => {
			answers.at(-1)!.push(bytes);
			socket.write(bytes);
		});
		socket.on('error', () => undefined);
		socket.on('close', () => {
			server.destroy();
		});
	});
	const {promise, resolve} = Promise.withResolvers<void>();
	proxy.listen(0, '127.0.0.1', resolve);
	await promise;
	await use((proxy.address() as AddressInfo).port);
	proxy.close();
	return answers.map(chunks => Buffer.concat(chunks).toString('base64'));
};
