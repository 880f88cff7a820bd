import {EventEmitter} from 'node:events';
import {Buffer} from 'node:buffer';
import process from 'node:process';
import {PassThrough} from 'node:stream';
import type {Streams} from '../../source/commands/command.js';
import {runFullScreen} from '../../source/console/run-full-screen.js';
import {sampleDivisions, sampleProfiles} from './sample-services.js';

export type CursorBytesOptions = {
	readonly divisions?: number;
	readonly columns?: number;
	readonly rows?: number;
	readonly moves?: number;
	/** How long nothing is pressed at the end. */
	readonly idleMs?: number;
};

export type CursorBytes = {
	/** Mean over the moves, each one drawn by itself. */
	readonly bytesPerMove: number;
	readonly idleBytes: number;
};

/** Bytes that the console writes for each cursor move in its list of divisions, and while nothing happens. */
export const measureCursorBytes = async ({divisions = 1000, columns = 120, rows = 40, moves = 50, idleMs = 0}: CursorBytesOptions = {}): Promise<CursorBytes> => {
	let written = 0;
	// eslint-disable-next-line unicorn/prefer-event-target -- stands for a stream of Node
	const stdout = Object.assign(new EventEmitter(), {
		isTTY: true,
		columns,
		rows,
		writable: true,
		write(data: string | Uint8Array) {
			written += Buffer.byteLength(String(data));
			return true;
		},
	});
	const stdin = Object.assign(new PassThrough(), {isTTY: true});
	const abort = new AbortController();
	const {profiles} = sampleProfiles({divisions: sampleDivisions(divisions)});
	const exit = runFullScreen({
		profiles, profile: 'delta-prod', streams: {stdin, stdout, stderr: process.stderr} as unknown as Streams, signal: abort.signal, drainMs: 0,
	});
	const total = () => written;
	await quiet(total);
	let bytes = 0;
	for (let move = 0; move < moves; move++) {
		const before = written;
		stdin.write('j');
		// eslint-disable-next-line no-await-in-loop -- move by move
		await changed(total, before);
		bytes += written - before;
	}

	await quiet(total);
	const before = written;
	await pause(idleMs);
	const idleBytes = written - before;
	abort.abort();
	await exit;
	return {bytesPerMove: bytes / moves, idleBytes};
};

async function changed(length: () => number, before: number): Promise<void> {
	while (length() === before) {
		// eslint-disable-next-line no-await-in-loop -- looks again until something came
		await pause(5);
	}

	// More than the time of a frame: a frame may be written in parts.
	await pause(60);
}

async function quiet(length: () => number): Promise<void> {
	for (let before = -1; before !== length();) {
		before = length();
		// eslint-disable-next-line no-await-in-loop -- looks again until nothing came
		await pause(300);
	}
}

async function pause(ms: number): Promise<void> {
	return new Promise(resolve => {
		setTimeout(resolve, ms);
	});
}
