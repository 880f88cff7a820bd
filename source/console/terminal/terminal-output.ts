import {EventEmitter} from 'node:events';
import type {Row} from './cells.js';
import {paintChanges} from './paint-changes.js';
import {createVirtualScreen} from './virtual-screen.js';

export type TerminalOutput = {
	/** What Ink takes for the terminal. */
	readonly stream: NodeJS.WritableStream;
	/** Draws everything again: what else has written on the screen is gone. */
	readonly repaint: () => void;
	readonly onResize: (listener: () => void) => void;
	readonly size: () => {readonly columns: number; readonly rows: number};
	readonly release: () => void;
};

const beginSynchronized = '\u{1B}[?2026h';
const endSynchronized = '\u{1B}[?2026l';

/**
Stands between Ink and the terminal and sends cells instead of lines: Ink's frame goes to a screen in memory, and only what differs from
what the terminal shows is written, each row addressed by its number. One write a frame; while a slow line has not taken the last one, frames
are left out, and the next one is the newest.
*/
export const createTerminalOutput = (stdout: NodeJS.WriteStream): TerminalOutput => {
	const screen = createVirtualScreen();
	// eslint-disable-next-line unicorn/prefer-event-target -- Ink listens as one does to a stream of Node
	const events = new EventEmitter();
	events.setMaxListeners(0);
	let shown: Row[] | undefined;
	let isInFrame = false;
	let isWaiting = false;
	let isReleased = false;

	const size = () => ({columns: sizeOr(stdout.columns, 80), rows: sizeOr(stdout.rows, 24)});

	const paint = () => {
		if (isWaiting || isReleased) {
			return;
		}

		const changes = paintChanges(shown, screen.rows, size());
		shown = screen.rows.map(row => [...row]);
		if (changes === '' || stdout.write(changes)) {
			return;
		}

		isWaiting = true;
		stdout.once('drain', () => {
			isWaiting = false;
			paint();
		});
	};

	const repaint = () => {
		shown = undefined;
		paint();
	};

	const write = (data: string | Uint8Array): void => {
		const text = String(data);
		isInFrame = text.endsWith(beginSynchronized) || (isInFrame && !text.endsWith(endSynchronized));
		const passed = screen.write(text).replaceAll(beginSynchronized, '').replaceAll(endSynchronized, '');
		if (passed !== '') {
			stdout.write(passed);
			// Another screen is another content.
			shown = passed.includes('\u{1B}[?1049') ? undefined : shown;
			isReleased ||= passed.includes('\u{1B}[?1049l');
		}

		// Before the first frame nothing has to be cleared.
		if (!isInFrame && (shown !== undefined || screen.rows.length > 0)) {
			paint();
		}
	};

	const resize = () => {
		shown = undefined;
		events.emit('resize');
	};

	stdout.on('resize', resize);
	const stream = Object.assign(events, {
		isTTY: true,
		writable: true,
		write(data: string | Uint8Array, encoding?: unknown, callback?: unknown) {
			write(data);
			const done = typeof encoding === 'function' ? encoding : callback;
			if (typeof done === 'function') {
				queueMicrotask(done as () => void);
			}

			return true;
		},
		end() {
			return stream;
		},
	});
	Object.defineProperties(stream, {columns: {get: () => size().columns}, rows: {get: () => size().rows}});
	return {
		stream,
		repaint,
		onResize(listener) {
			events.on('resize', listener);
		},
		size,
		release() {
			isReleased = true;
			stdout.off('resize', resize);
		},
	};
};

// A terminal that does not know its size says 0.
function sizeOr(size: number | undefined, fallback: number): number {
	return size === undefined || size === 0 ? fallback : size;
}
