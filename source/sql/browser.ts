import {Buffer} from 'node:buffer';
import dgram from 'node:dgram';
import {lookup} from 'node:dns/promises';
import {orAborted} from './or-aborted.js';
import {SqlFailure} from './sql-failure.js';

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

export type BrowserQuestion = {
	readonly host: string;
	/** UDP port; 1434 unless tunnelled. */
	readonly port?: number;
	readonly instance: string;
	readonly timeoutMs?: number;
	readonly signal?: AbortSignal;
};

/**
Asks SQL Server Browser for one instance; undefined when the answer does not have it.
No answer within two seconds is a SqlFailure of kind `timeout`: Browser says nothing for a name it does not know, and a firewall neither.
*/
export const askBrowser = async ({host, port = 1434, instance, timeoutMs = 2000, signal}: BrowserQuestion): Promise<BrowserInstance | undefined> => {
	const {address, family} = await orAborted(lookup(host), signal).catch((error: unknown) => {
		throw error instanceof SqlFailure ? error : socketFailure(error, `The name ${host} cannot be resolved.`);
	});
	const reply = await exchange({
		address, family, port, request: requestFor(instance), timeoutMs, signal, silence: `SQL Server Browser on ${host} (UDP ${port}) did not answer in ${timeoutMs} ms.`,
	});
	const instances = parseBrowserReply(reply);
	return instances.find(({instanceName}) => instanceName.toLowerCase() === instance.toLowerCase());
};

/** Reads a reply: 0x05, length, then name-value pairs, `;;` after each instance. Bytes that are not a reply give an empty list. */
export const parseBrowserReply = (reply: Uint8Array): BrowserInstance[] => {
	const bytes = Buffer.from(reply.buffer, reply.byteOffset, reply.byteLength);
	if (bytes.length < 3 || bytes[0] !== 0x05) {
		return [];
	}

	const text = bytes.subarray(3, 3 + bytes.readUInt16LE(1)).toString('latin1');
	return text.split(';;').map(part => instanceOf(part)).filter(found => found !== undefined);
};

const requestFor = (instance: string) => Buffer.concat([Buffer.from([0x04]), Buffer.from(instance, 'latin1'), Buffer.from([0x00])]);

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

type Exchange = {
	readonly address: string;
	readonly family: number;
	readonly port: number;
	readonly request: Uint8Array;
	readonly timeoutMs: number;
	readonly signal: AbortSignal | undefined;
	readonly silence: string;
};

/** Sends the request and, as UDP may lose it, once more halfway; the first answer counts. */
const exchange = async ({address, family, port, request, timeoutMs, signal, silence}: Exchange): Promise<Uint8Array> => {
	const socket = dgram.createSocket(family === 6 ? 'udp6' : 'udp4');
	const {promise, resolve, reject} = Promise.withResolvers<Uint8Array>();
	const send = () => {
		socket.send(request);
	};

	socket.on('message', resolve);
	socket.on('error', error => {
		// The port is closed: some systems tell it at once.
		reject(socketFailure(error, `SQL Server Browser is not running there (${error.message}).`));
	});
	// Connected, so that an answer of another host is not taken and a closed port is heard of.
	socket.connect(port, address, send);
	const again = setTimeout(send, timeoutMs / 2);
	const end = setTimeout(() => {
		reject(new SqlFailure('timeout', silence, {code: 'ETIMEOUT'}));
	}, timeoutMs);
	try {
		return await orAborted(promise, signal);
	} finally {
		clearTimeout(again);
		clearTimeout(end);
		socket.close();
	}
};

const socketFailure = (error: unknown, message: string) =>
	new SqlFailure('socket', message, {socketCode: error instanceof Error && 'code' in error ? String(error.code) : undefined, cause: error});
