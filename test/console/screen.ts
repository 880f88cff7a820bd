import {Buffer} from 'node:buffer';
import {EventEmitter} from 'node:events';
import process from 'node:process';
import {PassThrough} from 'node:stream';
import xterm from '@xterm/headless';
import type {Streams} from '../../source/commands/command.js';
import {runFullScreen} from '../../source/console/run-full-screen.js';
import {createTheme} from '../../source/console/theme.js';
import type {Profiles} from '../../source/console/services.js';
import type {SetupServices} from '../../source/console/setup-services.js';

export type Screen = {
	/** The lines that are really visible, blanks at the end cut. */
	readonly screen: () => string[];
	readonly text: () => string;
	/** Sends keys as one chunk, or as several. */
	readonly press: (...chunks: readonly string[]) => void;
	/** Resolves with the screen as soon as it shows the text. */
	readonly shows: (text: string | RegExp) => Promise<string[]>;
	/** As `shows`, as one text. */
	readonly showsText: (text: string | RegExp) => Promise<string>;
	readonly hides: (text: string | RegExp) => Promise<string[]>;
	readonly resize: (columns: number, rows: number) => void;
	/** Bytes written since the start. */
	readonly bytes: () => number;
	/** Everything written since the start. */
	readonly written: () => string;
	/** Whether the cell is shown reversed. */
	readonly isReversed: (row: number, column: number) => boolean;
	readonly quietText: () => Promise<string>;
	/** Resolves with the screen when nothing more is written: two frames long nothing came. */
	readonly quiet: () => Promise<string[]>;
	/** Resolves when everything written so far is on the screen. */
	readonly settled: () => Promise<void>;
	readonly exit: Promise<number>;
	/** What a lost line does. */
	readonly hangUp: () => void;
	readonly rawMode: () => boolean;
	readonly close: () => Promise<void>;
	readonly isAlternate: () => boolean;
};

export type ScreenOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly profiles: Profiles;
	readonly profile?: string;
	readonly setup?: SetupServices;
	readonly isSetup?: boolean;
	readonly environment?: NodeJS.ProcessEnv;
};

/** A busy machine is slow; what never comes is told before the test itself is ended. */
const patienceMs = 40_000;

/** The console on a terminal emulator: real key layer, real Ink, real bytes. */
export const openScreen = ({columns = 80, rows = 24, profiles, profile, setup, isSetup, environment = {}}: ScreenOptions): Screen => {
	// Every console watches the signals, and a test file opens many at once.
	process.setMaxListeners(0);
	const emulator = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	// eslint-disable-next-line unicorn/prefer-event-target -- emits as a stream of Node does
	const drawn = new EventEmitter();
	drawn.setMaxListeners(0);
	let written = '';
	// eslint-disable-next-line unicorn/prefer-event-target -- stands for a stream of Node
	const stdout = Object.assign(new EventEmitter(), {
		isTTY: true,
		columns,
		rows,
		writable: true,
		write(data: string | Uint8Array) {
			written += String(data);
			emulator.write(String(data), () => {
				drawn.emit('drawn');
			});
			return true;
		},
	});
	let isRaw = false;
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		setRawMode(isWanted: boolean) {
			isRaw = isWanted;
		},
	});
	const abort = new AbortController();
	const exit = runFullScreen({
		profiles, profile, setup, ...(isSetup !== undefined && {isSetup}), streams: {stdin, stdout, stderr: stdout} as unknown as Streams, signal: abort.signal, theme: createTheme(environment), drainMs: 0,
	});

	const screen = () => {
		const buffer = emulator.buffer.active;
		return Array.from({length: emulator.rows}, (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '');
	};

	const text = () => screen().join('\n');
	const until = async (isDone: () => boolean, failure: string) => {
		const {promise, resolve, reject} = Promise.withResolvers<string[]>();
		const look = () => {
			if (isDone()) {
				resolve(screen());
			}
		};

		const timer = setTimeout(() => {
			reject(new Error(`${failure}. It shows:\n${text()}`));
		}, patienceMs);
		drawn.on('drawn', look);
		look();
		try {
			return await promise;
		} finally {
			clearTimeout(timer);
			drawn.off('drawn', look);
		}
	};

	const isShown = (wanted: string | RegExp) => typeof wanted === 'string' ? text().includes(wanted) : wanted.test(text());
	const quiet = async () => {
		for (let before = -1; before !== written.length;) {
			before = written.length;
			// eslint-disable-next-line no-await-in-loop -- looks again until nothing came
			await new Promise(resolve => {
				setTimeout(resolve, 220);
			});
		}

		return screen();
	};

	return {
		screen,
		text,
		press(...chunks) {
			for (const chunk of chunks) {
				stdin.write(chunk);
			}
		},
		shows: async wanted => until(() => isShown(wanted), `The screen never showed ${String(wanted)}`),
		async showsText(wanted) {
			const lines = await until(() => isShown(wanted), `The screen never showed ${String(wanted)}`);
			return lines.join('\n');
		},
		hides: async wanted => until(() => !isShown(wanted), `The screen still shows ${String(wanted)}`),
		resize(newColumns, newRows) {
			emulator.resize(newColumns, newRows);
			stdout.columns = newColumns;
			stdout.rows = newRows;
			stdout.emit('resize');
		},
		bytes: () => Buffer.byteLength(written),
		written: () => written,
		isReversed: (row, column) => Boolean(emulator.buffer.active.getLine(emulator.buffer.active.baseY + row)?.getCell(column)?.isInverse()),
		quiet,
		async quietText() {
			const lines = await quiet();
			return lines.join('\n');
		},
		settled: async () => new Promise(resolve => {
			emulator.write('', resolve);
		}),
		exit,
		hangUp() {
			stdin.end();
		},
		rawMode: () => isRaw,
		async close() {
			abort.abort();
			await exit;
			emulator.dispose();
		},
		isAlternate: () => emulator.buffer.active.type === 'alternate',
	};
};
