import {Buffer} from 'node:buffer';
import {Duplex} from 'node:stream';
import type {Socket} from 'node:net';

export const packetTypes = {prelogin: 0x12, response: 0x04} as const;

/** Splits a message into TDS packets of at most 4,096 bytes; the last one carries the end-of-message bit. */
export const framePackets = (payload: Uint8Array): Buffer => {
	const packets: Buffer[] = [];
	for (let start = 0; start === 0 || start < payload.length; start += packetSize - headerSize) {
		const part = payload.subarray(start, start + packetSize - headerSize);
		const isLast = start + part.length >= payload.length;
		const header = Buffer.from([packetTypes.prelogin, isLast ? 1 : 0, 0, 0, 0, 0, (packets.length + 1) % 256, 0]);
		header.writeUInt16BE(headerSize + part.length, 2);
		packets.push(Buffer.concat([header, part]));
	}

	return Buffer.concat(packets);
};

/** Takes the payloads out of a stream of TDS packets. `onPayload` gets each packet's content with its end-of-message bit; a first byte that no SQL server sends is an error. */
export const packetReader = (onPayload: (payload: Buffer, isLast: boolean) => void) => {
	let rest: Buffer = Buffer.alloc(0);
	return (chunk: Uint8Array): void => {
		rest = Buffer.concat([rest, chunk]);
		while (rest.length >= headerSize) {
			const type = rest[0]!;
			const length = rest.readUInt16BE(2);
			if ((type !== packetTypes.response && type !== packetTypes.prelogin) || length < headerSize) {
				throw new NotTdsError(rest);
			}

			if (rest.length < length) {
				return;
			}

			const isLast = rest[1]! % 2 === 1;
			const payload = rest.subarray(headerSize, length);
			rest = rest.subarray(length);
			onPayload(payload, isLast);
		}
	};
};

/** What listens on the port answers something else than TDS. */
export class NotTdsError extends Error {
	readonly code: string;
	readonly firstBytes: string;

	constructor(received: Uint8Array) {
		super('The answer is not of SQL Server.');
		this.name = 'NotTdsError';
		this.code = 'EPROTO';
		this.firstBytes = Buffer.from(received.subarray(0, 16)).toString('hex');
	}
}

/** A stream for a TLS handshake whose records travel inside TDS packets of the socket, both ways. */
export const tunnelThroughPackets = (socket: Socket): Duplex => {
	const read = packetReader(payload => {
		tunnel.push(payload);
	});
	const tunnel = new Duplex({
		read() {
			// Records are pushed as they come: a handshake is small.
		},
		write(chunk: Uint8Array, _encoding, callback) {
			socket.write(framePackets(chunk), callback);
		},
		writev(chunks, callback) {
			const records = chunks.map(({chunk}) => chunk as Buffer);
			socket.write(framePackets(Buffer.concat(records)), callback);
		},
	});
	const onData = (chunk: Buffer) => {
		try {
			read(chunk);
		} catch (error) {
			tunnel.destroy(error as Error);
		}
	};

	socket.on('data', onData);
	socket.once('close', () => {
		tunnel.push(null);
	});
	socket.once('error', error => {
		tunnel.destroy(error);
	});
	return tunnel;
};

const headerSize = 8;
const packetSize = 4096;
