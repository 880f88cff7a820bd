import {appendFile} from 'node:fs/promises';
import path from 'node:path';
import type {Readable} from 'node:stream';
import {redact} from '../../platform/redact.js';
import type {LogStream} from '../store/log-line.js';
import type {LogWriter} from '../store/write-log.js';
import type {JobEvent} from '../contract.js';
import {parseEvent} from './read-events.js';
import {splitLines} from './split-lines.js';
import type {Tally} from './tally.js';

/** Reads a pipe of the job to its end and writes its lines to the log, secrets redacted. */
export const readLines = async (stream: Readable, name: LogStream, encoding: string, log: LogWriter): Promise<void> => {
	const split = splitLines({fallback: encoding});
	try {
		// What cannot be written yet is not read either: the pipe holds the job back, and nothing is lost.
		for await (const chunk of stream) {
			await log.write(name, split(chunk as Uint8Array).map(line => redact(line)));
		}
	} catch {
		// The pipe was let go.
	}

	await log.write(name, split().map(line => redact(line)));
};

/** Reads the progress channel to its end. What is worth keeping goes to a file beside the log: of frequent news one a second. */
export const readEvents = async (stream: Readable | undefined, folder: string, tally: Tally): Promise<void> => {
	const split = splitLines();
	const isKept = openSieve();
	try {
		for await (const chunk of stream ?? []) {
			const events = split(chunk as Uint8Array).map(line => parseEvent(redact(line))).filter(event => event !== undefined);
			const now = performance.now();
			for (const event of events) {
				tally.add(event, now);
			}

			const kept = events.filter(event => isKept(event, now)).map(event => `${JSON.stringify({at: new Date().toISOString(), ...event})}\n`);
			if (kept.length > 0) {
				await appendFile(path.join(folder, 'events.ndjson'), kept.join(''), {mode: 0o600}).catch(() => undefined);
			}
		}
	} catch {
		// The pipe was let go.
	}
};

const openSieve = () => {
	let kept = 0;
	let progressAt = -Infinity;
	return ({type}: JobEvent, now: number): boolean => {
		const isFrequent = type === 'progress' || type === 'counts';
		if (kept >= mostEvents || (isFrequent && now - progressAt < 1000)) {
			return false;
		}

		progressAt = isFrequent ? now : progressAt;
		kept++;
		return true;
	};
};

const mostEvents = 50_000;
