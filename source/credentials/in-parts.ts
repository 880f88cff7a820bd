import {Buffer} from 'node:buffer';
import {createHash, randomBytes} from 'node:crypto';
import process from 'node:process';
import type {Keychain} from './keychain.js';

/** Bytes that one entry of the keychain takes; undefined where there is no limit that a secret could meet. Windows: CRED_MAX_CREDENTIAL_BLOB_SIZE. */
export const entryLimit = (platform: NodeJS.Platform = process.platform): number | undefined => platform === 'win32' ? 2560 : undefined;

/**
The same keychain for secrets of any length, as the tokens of a link are: one that is too long lies in several entries, and the entry of
its name says which. It is replaced by one write: who dies before that leaves the old secret, and parts that nobody looks for.
*/
export const inParts = (keychain: Keychain, limit = entryLimit()): Keychain => {
	const partsOf = ({id, count}: Header, name: string) => Array.from({length: count}, (_, index) => `${name}#part-${id}-${index}`);

	const removeParts = async (name: string, header: Header | undefined) => {
		for (const part of header === undefined ? [] : partsOf(header, name)) {
			// eslint-disable-next-line no-await-in-loop -- one write after the other
			await keychain.remove(part).catch(() => false);
		}
	};

	return {
		...keychain,
		async names() {
			const names = await keychain.names();
			return names.filter(name => !/#part-[\da-f]{16}-\d+$/v.test(name));
		},
		async get(name) {
			let seen = await keychain.get(name);
			/* eslint-disable no-await-in-loop -- another process may replace the secret meanwhile */
			for (;;) {
				const header = headerIn(seen);
				if (header === undefined) {
					return seen;
				}

				const parts = await Promise.all(partsOf(header, name).map(async part => keychain.get(part)));
				const secret = parts.join('');
				if (digestOf(secret) === header.digest) {
					return secret;
				}

				const now = await keychain.get(name);
				if (now === seen) {
					throw new Error('a part of the secret is missing in it');
				}

				seen = now;
			}
			/* eslint-enable no-await-in-loop */
		},
		async set(name, secret) {
			const before = headerIn(await keychain.get(name));
			if (limit === undefined || (Buffer.byteLength(secret) <= limit && headerIn(secret) === undefined)) {
				await keychain.set(name, secret);
			} else {
				const pieces = piecesOf(secret, limit);
				const header: Header = {id: randomBytes(8).toString('hex'), count: pieces.length, digest: digestOf(secret)};
				for (const [index, part] of partsOf(header, name).entries()) {
					await keychain.set(part, pieces[index]!); // eslint-disable-line no-await-in-loop -- all of them before the entry that names them
				}

				await keychain.set(name, `baco-parts ${header.id} ${header.count} ${header.digest}`);
			}

			await removeParts(name, before);
		},
		async remove(name) {
			const header = headerIn(await keychain.get(name));
			const isRemoved = await keychain.remove(name);
			await removeParts(name, header);
			return isRemoved;
		},
	};
};

type Header = {readonly id: string; readonly count: number; readonly digest: string};

const headerIn = (text: string | undefined): Header | undefined => {
	const {id, count, digest} = /^baco-parts (?<id>[\da-f]{16}) (?<count>\d{1,4}) (?<digest>[\da-f]{64})$/v.exec(text ?? '')?.groups ?? {};
	return id === undefined ? undefined : {id, count: Number(count), digest: digest!};
};

const digestOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** No character is cut in two. */
const piecesOf = (secret: string, limit: number): string[] => {
	const pieces: string[] = [];
	let piece = '';
	let size = 0;
	for (const character of secret) {
		const bytes = Buffer.byteLength(character);
		if (size + bytes > limit) {
			pieces.push(piece);
			piece = '';
			size = 0;
		}

		piece += character;
		size += bytes;
	}

	return [...pieces, piece];
};
