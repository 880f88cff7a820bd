import {Buffer} from 'node:buffer';

/** One instance as SQL Server Browser tells of it (MS-SQLR). */
export type BrowserInstance = {
	readonly serverName: string;
	readonly instanceName: string;
	readonly isClustered: boolean;
	readonly version: string;
	/** TCP port; undefined when the instance does not listen on TCP. */
	readonly port: number | undefined;
	readonly pipe: string | undefined;
};

/** Reads a reply: 0x05, length, then name-value pairs, `;;` after each instance. What is no reply, or was cut on its way, gives an empty list: half a list would say that the other half does not exist. */
export const parseBrowserReply = (reply: Uint8Array): BrowserInstance[] => {
	const bytes = Buffer.from(reply.buffer, reply.byteOffset, reply.byteLength);
	if (bytes.length < 3 || bytes[0] !== 0x05 || bytes.length < 3 + bytes.readUInt16LE(1)) {
		return [];
	}

	const text = bytes.subarray(3, 3 + bytes.readUInt16LE(1)).toString('latin1');
	return text.endsWith(';;') ? text.split(';;').map(part => instanceOf(part)).filter(found => found !== undefined) : [];
};

const instanceOf = (text: string): BrowserInstance | undefined => {
	const words = text.split(';');
	const pairs = new Map<string, string>();
	for (let index = 0; index + 1 < words.length; index += 2) {
		pairs.set(words[index]!.toLowerCase(), words[index + 1]!);
	}

	const instanceName = pairs.get('instancename');
	if (instanceName === undefined) {
		return undefined;
	}

	const port = Number(pairs.get('tcp'));
	return {
		serverName: pairs.get('servername') ?? '',
		instanceName,
		isClustered: pairs.get('isclustered') === 'Yes',
		version: pairs.get('version') ?? '',
		port: Number.isSafeInteger(port) && port > 0 && port < 65_536 ? port : undefined,
		pipe: pairs.get('np'),
	};
};
