/** The three messages of NTLM (MS-NLMP 2.2.1), as far as a client without signing needs them. */
import {Buffer} from 'node:buffer';
import {randomBytes} from 'node:crypto';
import {lmResponse, ntResponse, type Account} from './ntlm-v2.js';

export type Challenge = {
	readonly serverChallenge: Buffer;
	/** Attribute-value pairs, kept as they came: the server checks them. */
	readonly targetInfo: Buffer;
	/** The server's clock (FILETIME), when it tells it. */
	readonly timestamp: bigint | undefined;
	/** NetBIOS name of the domain or machine that checks the account. */
	readonly target: string;
};

/** Type 1: what the client can do. */
export const negotiateMessage = (): Buffer => {
	const message = Buffer.alloc(40);
	signature.copy(message);
	message.writeUInt32LE(1, 8);
	message.writeUInt32LE(negotiateFlags, 12);
	// Empty domain and workstation, whose offsets point behind the message.
	message.writeUInt32LE(40, 20);
	message.writeUInt32LE(40, 28);
	version.copy(message, 32);
	return message;
};

/** Reads type 2; undefined when the bytes are no challenge. */
export const parseChallenge = (message: Buffer): Challenge | undefined => {
	if (message.length < 48 || !message.subarray(0, 8).equals(signature) || message.readUInt32LE(8) !== 2) {
		return undefined;
	}

	const targetInfo = field(message, 40);
	const target = field(message, 12);
	if (targetInfo === undefined || target === undefined) {
		return undefined;
	}

	return {
		serverChallenge: message.subarray(24, 32), targetInfo, target: target.toString('utf16le'), timestamp: timestampOf(targetInfo),
	};
};

/** Type 3: the proof that the client knows the password. */
export const authenticateMessage = (account: Account, challenge: Challenge, {clientChallenge = randomBytes(8), now = Date.now(), workstation = ''}: {readonly clientChallenge?: Buffer; readonly now?: number; readonly workstation?: string} = {}): Buffer => {
	const input = {
		account, serverChallenge: challenge.serverChallenge, clientChallenge, targetInfo: challenge.targetInfo, time: challenge.timestamp ?? filetime(now),
	};
	// With the server's own clock in the challenge the older response must be zero.
	const lm = challenge.timestamp === undefined ? lmResponse(input) : Buffer.alloc(24);
	const payload = [lm, ntResponse(input), utf16(account.domain), utf16(account.user), utf16(workstation), Buffer.alloc(0)];
	const header = Buffer.alloc(headerSize);
	signature.copy(header);
	header.writeUInt32LE(3, 8);
	let offset = headerSize;
	for (const [index, part] of payload.entries()) {
		const at = 12 + (index * 8);
		header.writeUInt16LE(part.length, at);
		header.writeUInt16LE(part.length, at + 2);
		header.writeUInt32LE(offset, at + 4);
		offset += part.length;
	}

	header.writeUInt32LE(negotiateFlags, 60);
	version.copy(header, 64);
	return Buffer.concat([header, ...payload]);
};

const signature = Buffer.from('NTLMSSP\0', 'latin1');
const version = Buffer.from([10, 0, 0, 0, 0, 0, 0, 15]);
const headerSize = 72;

// Unicode, request target, NTLM, always sign, extended session security, target info, version, 128 and 56 bits.
const negotiateFlags = 0xA2_88_82_05;

const field = (message: Buffer, at: number): Buffer | undefined => {
	const length = message.readUInt16LE(at);
	const offset = message.readUInt32LE(at + 4);
	return offset + length <= message.length ? message.subarray(offset, offset + length) : undefined;
};

/** MsvAvTimestamp among the attribute-value pairs. */
const timestampOf = (targetInfo: Buffer): bigint | undefined => {
	for (let at = 0; at + 4 <= targetInfo.length;) {
		const id = targetInfo.readUInt16LE(at);
		const length = targetInfo.readUInt16LE(at + 2);
		if (id === 7 && length === 8 && at + 12 <= targetInfo.length) {
			return targetInfo.readBigUInt64LE(at + 4);
		}

		if (id === 0) {
			return undefined;
		}

		at += 4 + length;
	}

	return undefined;
};

const filetime = (ms: number) => (BigInt(ms) + 11_644_473_600_000n) * 10_000n;

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
