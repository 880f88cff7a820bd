import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import net from 'node:net';
import type {ExecutionContext} from 'ava';

/** An error as SQL Server sends it in answer to a login. */
export type Refusal = {readonly number: number; readonly state?: number; readonly class?: number; readonly message: string};

/**
A server of a few bytes that answers every login with the given errors, in this order, as MS-TDS writes them: for numbers that the embedded
server has no way to send. It offers no encryption. Resolves with `address:port`.
*/
export const refusingPeer = async (t: ExecutionContext, refusals: readonly Refusal[]): Promise<string> => {
	const server = net.createServer(socket => {
		socket.on('error', () => undefined);
		socket.on('data', request => {
			if (request[0] === preloginType) {
				socket.write(packet(preloginAnswer));
			} else if (request[0] === loginType) {
				const errors = refusals.map(refusal => errorToken(refusal));
				socket.end(packet(Buffer.concat([...errors, finalDone])));
			}
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => server.close());
	return `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
};

const preloginType = 0x12;
const loginType = 0x10;

/** VERSION 15.0.2000 and ENCRYPTION, not supported. */
const preloginAnswer = Buffer.from('00000b00060100110001ff0f0007d0000002', 'hex');
const finalDone = Buffer.from('fd020000000000000000000000', 'hex');

const packet = (body: Buffer) => {
	const header = Buffer.from([4, 1, 0, 0, 0, 0, 1, 0]);
	header.writeUInt16BE(header.length + body.length, 2);
	return Buffer.concat([header, body]);
};

const errorToken = ({number, state = 1, class: severity = 14, message}: Refusal) => {
	const fixed = Buffer.alloc(8);
	fixed.writeInt32LE(number, 0);
	fixed[4] = state;
	fixed[5] = severity;
	fixed.writeUInt16LE(message.length, 6);
	const name = Buffer.from('OTHERSQL', 'utf16le');
	const body = Buffer.concat([fixed, Buffer.from(message, 'utf16le'), Buffer.from([name.length / 2]), name, Buffer.from([0, 1, 0, 0, 0])]);
	const head = Buffer.from([0xAA, 0, 0]);
	head.writeUInt16LE(body.length, 1);
	return Buffer.concat([head, body]);
};
