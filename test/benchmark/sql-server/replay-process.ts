/** Answers the n-th message of each client with the n-th recorded answer: the file of the answers is the first argument, the port a line on its standard output. */
import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import {type AddressInfo, createServer} from 'node:net';
import process from 'node:process';
import {packetReader} from '../../../fixtures/sql-server/protocol/packet-reader.js';

const recorded = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as string[];
const answers = recorded.map(answer => Buffer.from(answer, 'base64'));
const server = createServer(socket => {
	let place = 0;
	const read = packetReader(() => ({messageBytes: 1_000_000}), () => {
		socket.write(answers[Math.min(place++, answers.length - 1)]!);
	});
	socket.setNoDelay(true);
	socket.on('data', bytes => {
		read(bytes);
	});
	socket.on('error', () => undefined);
});
server.listen(0, '127.0.0.1', () => {
	process.stdout.write(JSON.stringify({port: (server.address() as AddressInfo).port}) + '\n');
});
