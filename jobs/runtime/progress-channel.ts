import {fstatSync, createWriteStream} from 'node:fs';
import net from 'node:net';
import process from 'node:process';
import type {Writable} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';

export type ProgressChannel = {
	/** Sends one event. Events that only the newest of matters are held back and replaced: about five a second go out. */
	send: (event: Readonly<Record<string, unknown>>, options?: {readonly replaces?: string}) => void;
	/** Sends what was held back and waits for it, but not for a reader that has gone or hangs. */
	end: () => Promise<void>;
};

/** NDJSON on the descriptor of BACO_PROGRESS_FD. A reader that goes away or does not read never ends or stalls the job. */
export const openProgressChannel = (): ProgressChannel => {
	const stream = openDescriptor(process.env.BACO_PROGRESS_FD);
	if (stream === undefined) {
		return {send: () => undefined, end: async () => undefined};
	}

	const held = new Map<string, string>();
	let timer: NodeJS.Timeout | undefined;
	const write = (line: string) => {
		if (!stream.destroyed && stream.writableLength < mostWaiting) {
			stream.write(line);
		}
	};

	const flush = () => {
		timer = undefined;
		for (const line of held.values()) {
			write(line);
		}

		held.clear();
	};

	return {
		send(event, {replaces} = {}) {
			const line = `${JSON.stringify(event)}\n`;
			if (replaces === undefined) {
				// What was held back happened before.
				flush();
				write(line);
				return;
			}

			held.set(replaces, line);
			timer ??= setTimeout(flush, interval).unref();
		},
		async end() {
			clearTimeout(timer);
			flush();
			if (stream.destroyed) {
				return;
			}

			const written = new Promise<void>(resolve => {
				stream.once('close', resolve);
				stream.write('', () => {
					resolve();
				});
			});
			await Promise.race([written, delay(patience, undefined, {ref: false})]);
		},
	};
};

const interval = 200;
const patience = 1000;
const mostWaiting = 1_000_000;

const openDescriptor = (text: string | undefined): Writable | undefined => {
	const descriptor = text !== undefined && /^\d{1,4}$/v.test(text) ? Number(text) : undefined;
	if (descriptor === undefined) {
		return undefined;
	}

	try {
		const kind = fstatSync(descriptor);
		// A socket or pipe is written without blocking a thread that the end of the process would wait for.
		const stream = kind.isSocket() || kind.isFIFO() ? new net.Socket({fd: descriptor, readable: false, writable: true}).unref() : createWriteStream('', {fd: descriptor});
		stream.on('error', () => undefined);
		return stream;
	} catch {
		return undefined;
	}
};
