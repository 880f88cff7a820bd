import dgram from 'node:dgram';
import {lookup} from 'node:dns/promises';
import {afterWaiting} from '../platform/after-waiting.js';
import {orAborted} from './or-aborted.js';
import {SqlFailure} from './sql-failure.js';

export type BrowserServer = {
	readonly host: string;
	/** UDP port; 1434 unless tunnelled. */
	readonly port?: number;
	/** Milliseconds for each question; 2,000 unless told. */
	readonly timeoutMs?: number | undefined;
	readonly signal?: AbortSignal | undefined;
};

/** A question, and what a reply says to it; undefined when it is no answer to it. */
export type BrowserQuestion<Answer> = {
	readonly request: Uint8Array;
	readonly read: (reply: Uint8Array) => Answer | undefined;
};

/**
Puts questions to SQL Server Browser, the next one when the one before was not answered in time; a late answer to an earlier one still
counts. Each is sent twice, as UDP may lose it. Rejects with a SqlFailure of kind `timeout`, or `socket`: with the code ECLOSE when the
port is closed, else with the `socketCode` of a name that does not resolve.
*/
export const exchangeWithBrowser = async <Answer>({host, port = 1434, timeoutMs = 2000, signal}: BrowserServer, questions: ReadonlyArray<BrowserQuestion<Answer>>): Promise<Answer> => {
	const {address, family} = await orAborted(lookup(host), signal).catch((error: unknown) => {
		throw error instanceof SqlFailure ? error : socketFailure(error, `The name ${host} cannot be resolved.`);
	});
	const {promise, resolve, reject} = Promise.withResolvers<Answer>();
	const timers: Array<() => void> = [];
	const sockets: dgram.Socket[] = [];
	const ask = () => {
		const question = questions[sockets.length];
		if (question === undefined) {
			reject(new SqlFailure('timeout', `SQL Server Browser on ${host} (UDP ${port}) did not answer in ${timeoutMs * questions.length} ms.`, {code: 'ETIMEOUT'}));
			return;
		}

		// A socket for each: nothing else tells which of them a late reply answers.
		const socket = dgram.createSocket(family === 6 ? 'udp6' : 'udp4');
		sockets.push(socket);
		socket.on('message', reply => {
			const answer = question.read(reply);
			if (answer !== undefined) {
				resolve(answer);
			}
		});
		socket.on('error', error => {
			// The port is closed: some systems tell it at once.
			reject(socketFailure(error, `SQL Server Browser is not running there (${error.message}).`, 'ECLOSE'));
		});
		// Connected, so that an answer of another host is not taken and a closed port is heard of.
		socket.connect(port, address, () => {
			socket.send(question.request);
		});
		timers.push(
			afterWaiting(timeoutMs / 2, () => {
				socket.send(question.request);
			}),
			afterWaiting(timeoutMs, ask),
		);
	};

	ask();
	try {
		return await orAborted(promise, signal);
	} finally {
		for (const stop of timers) {
			stop();
		}

		for (const socket of sockets) {
			socket.close();
		}
	}
};

const socketFailure = (error: unknown, message: string, code?: string) =>
	new SqlFailure('socket', message, {
		socketCode: error instanceof Error && 'code' in error ? String(error.code) : undefined, cause: error, ...(code !== undefined && {code}),
	});
