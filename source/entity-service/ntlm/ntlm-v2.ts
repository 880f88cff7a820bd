import {Buffer} from 'node:buffer';
import {createHmac} from 'node:crypto';
import md4 from 'js-md4';

export type Account = {readonly domain: string; readonly user: string; readonly password: string};

export type ResponseInput = {
	readonly account: Account;
	/** Eight bytes of the server. */
	readonly serverChallenge: Uint8Array;
	/** Eight random bytes of ours. */
	readonly clientChallenge: Uint8Array;
	/** FILETIME: 100 ns since 1601. */
	readonly time: bigint;
	/** Attribute-value pairs of the challenge, as they came. */
	readonly targetInfo: Uint8Array;
};

/** NTOWFv2 of MS-NLMP 3.3.2: the key made of password, user and domain. */
export const ntowfV2 = ({domain, user, password}: Account): Buffer => {
	const passwordHash = md4.arrayBuffer(Buffer.from(password, 'utf16le'));
	return hmacMd5(Buffer.from(passwordHash), Buffer.from(user.toUpperCase() + domain, 'utf16le'));
};

/** NtChallengeResponse of NTLMv2: the proof followed by what it proves. */
export const ntResponse = ({account, serverChallenge, clientChallenge, time, targetInfo}: ResponseInput): Buffer => {
	const timestamp = Buffer.alloc(8);
	timestamp.writeBigUInt64LE(time);
	const temporary = Buffer.concat([Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]), timestamp, clientChallenge, Buffer.alloc(4), targetInfo, Buffer.alloc(4)]);
	return Buffer.concat([hmacMd5(ntowfV2(account), serverChallenge, temporary), temporary]);
};

/** LmChallengeResponse of NTLMv2. */
export const lmResponse = ({account, serverChallenge, clientChallenge}: Pick<ResponseInput, 'account' | 'serverChallenge' | 'clientChallenge'>): Buffer =>
	Buffer.concat([hmacMd5(ntowfV2(account), serverChallenge, clientChallenge), clientChallenge]);

const hmacMd5 = (key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer => {
	const hmac = createHmac('md5', key);
	for (const part of parts) {
		hmac.update(part);
	}

	return hmac.digest();
};
