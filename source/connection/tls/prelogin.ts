import {Buffer} from 'node:buffer';

/** What a side says about encryption in PRELOGIN (MS-TDS 2.2.6.5). `off`: only the login is encrypted. */
export type Encryption = 'off' | 'on' | 'not-supported' | 'required';

export type PreloginAnswer = {
	/** Product version of the server, for example `16.0.4135`. */
	readonly version: string;
	readonly encryption: Encryption;
};

/** The client's PRELOGIN: the same options as the driver sends, so that the server answers the same. */
export const preloginRequest = ({encrypt}: {readonly encrypt: boolean}): Buffer => {
	const options: ReadonlyArray<readonly [number, Buffer]> = [
		[optionIds.version, Buffer.from([0, 0, 0, 1, 0, 0])],
		[optionIds.encryption, Buffer.from([encryptions.indexOf(encrypt ? 'on' : 'not-supported')])],
		[optionIds.instance, Buffer.from([0])],
		[optionIds.thread, Buffer.alloc(4)],
		[optionIds.mars, Buffer.from([0])],
	];
	const table = Buffer.alloc((options.length * 5) + 1, optionIds.terminator);
	let offset = table.length;
	for (const [index, [id, data]] of options.entries()) {
		table.writeUInt8(id, index * 5);
		table.writeUInt16BE(offset, (index * 5) + 1);
		table.writeUInt16BE(data.length, (index * 5) + 3);
		offset += data.length;
	}

	return Buffer.concat([table, ...options.map(([, data]) => data)]);
};

/** Reads the server's PRELOGIN; undefined when it is none. */
export const parsePrelogin = (payload: Uint8Array): PreloginAnswer | undefined => {
	const options = readOptions(Buffer.from(payload));
	const version = options?.get(optionIds.version);
	const encryption = encryptions[options?.get(optionIds.encryption)?.[0] ?? -1];
	return version === undefined || encryption === undefined || version.length < 4 ? undefined : {version: `${version[0]}.${version[1]}.${version.readUInt16BE(2)}`, encryption};
};

const optionIds = {
	version: 0, encryption: 1, instance: 2, thread: 3, mars: 4, terminator: 0xFF,
} as const;

const encryptions: readonly Encryption[] = ['off', 'on', 'not-supported', 'required'];

const readOptions = (payload: Buffer): Map<number, Buffer> | undefined => {
	const options = new Map<number, Buffer>();
	for (let at = 0; at < payload.length; at += 5) {
		const id = payload[at]!;
		if (id === optionIds.terminator) {
			return options;
		}

		if (at + 5 > payload.length) {
			return undefined;
		}

		const start = payload.readUInt16BE(at + 1);
		const end = start + payload.readUInt16BE(at + 3);
		if (end > payload.length) {
			return undefined;
		}

		options.set(id, payload.subarray(start, end));
	}

	return undefined;
};
