import process from 'node:process';
import xterm from '@xterm/headless';
import {spawn, type IPty} from '@lydell/node-pty';

export type Terminal = {
	/** The lines that a person sees now, blanks at the end cut. */
	readonly screen: () => string;
	/** Everything the program wrote, escape sequences included. */
	readonly raw: () => string;
	/** Types keys, as one chunk. */
	readonly type: (keys: string) => void;
	/** Resolves when the screen shows the text; rejects with the screen when it does not within the time. */
	readonly shows: (text: string | RegExp, timeoutMs?: number) => Promise<string>;
	/** Resolves when the screen no longer shows the text. */
	readonly hides: (text: string | RegExp, timeoutMs?: number) => Promise<string>;
	readonly resize: (columns: number, rows: number) => void;
	/** The exit code, once the program has ended and its last words are on the screen; rejects with the screen when it goes on for a minute. */
	readonly exit: Promise<number>;
	readonly kill: (signal?: string) => void;
	readonly pid: number;
};

export type TerminalOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly env?: Readonly<Record<string, string | undefined>>;
	readonly cwd?: string;
};

/** Runs a program in a real pseudo-terminal, seen through a terminal emulator. */
export const openTerminal = (file: string, args: readonly string[], {columns = 80, rows = 24, env = {}, cwd}: TerminalOptions = {}): Terminal => {
	const emulator = new xterm.Terminal({
		cols: columns, rows, allowProposedApi: true, scrollback: 1000,
	});
	const program = spawn(file, [...args], {
		name: 'xterm-256color', cols: columns, rows, cwd: cwd ?? process.cwd(), env: definedOnly({
			...process.env, CI: undefined, NO_COLOR: undefined, ...env,
		}),
	});
	let written = '';
	const watchers = new Set<() => void>();
	program.onData(data => {
		written += data;
		emulator.write(data, () => {
			for (const watch of watchers) {
				watch();
			}
		});
	});
	// Device queries must be answered, as a real terminal does.
	emulator.onData(answer => {
		program.write(answer);
	});
	const ended = new Promise<number>(resolve => {
		program.onExit(({exitCode, signal}) => {
			// The emulator draws in turn: what came before is drawn when this is.
			emulator.write('', () => {
				resolve(signal === undefined || signal === 0 ? exitCode : 128 + signal);
			});
		});
	});
	const screen = () => visibleText(emulator);
	const until = async (isDone: (screen: string) => boolean, failure: string, timeoutMs: number) => watchScreen({
		screen, watchers, isDone, failure, timeoutMs,
	});
	return {
		screen,
		raw: () => written,
		type(keys) {
			program.write(keys);
		},
		shows: async (text, timeoutMs = 30_000) => until(now => isShown(now, text), `The screen never showed ${String(text)}`, timeoutMs),
		hides: async (text, timeoutMs = 30_000) => until(now => !isShown(now, text), `The screen still shows ${String(text)}`, timeoutMs),
		resize(newColumns, newRows) {
			emulator.resize(newColumns, newRows);
			program.resize(newColumns, newRows);
		},
		get exit() {
			return within(ended, 60_000, () => `The program did not end. It shows:\n${screen()}`);
		},
		kill(signal) {
			kill(program, signal);
		},
		pid: program.pid,
	};
};

const within = async <T>(promise: Promise<T>, timeoutMs: number, failure: () => string): Promise<T> => {
	const {promise: late, reject} = Promise.withResolvers<never>();
	const timer = setTimeout(() => {
		reject(new Error(failure()));
	}, timeoutMs);
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
};

function visibleText(emulator: xterm.Terminal): string {
	const buffer = emulator.buffer.active;
	return Array.from({length: emulator.rows}, (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '').join('\n').trimEnd();
}

const isShown = (screen: string, text: string | RegExp): boolean => typeof text === 'string' ? screen.includes(text) : text.test(screen);

type Watch = {
	readonly screen: () => string;
	readonly watchers: Set<() => void>;
	readonly isDone: (screen: string) => boolean;
	readonly failure: string;
	readonly timeoutMs: number;
};

/** Looks at the screen after each chunk that the emulator has drawn. */
async function watchScreen({screen, watchers, isDone, failure, timeoutMs}: Watch): Promise<string> {
	const {promise, resolve, reject} = Promise.withResolvers<string>();
	const watch = () => {
		const now = screen();
		if (isDone(now)) {
			resolve(now);
		}
	};

	const timer = setTimeout(() => {
		reject(new Error(`${failure} within ${timeoutMs} ms. It shows:\n${screen()}`));
	}, timeoutMs);
	watchers.add(watch);
	watch();
	try {
		return await promise;
	} finally {
		clearTimeout(timer);
		watchers.delete(watch);
	}
}

function kill(program: IPty, signal?: string): void {
	try {
		program.kill(signal);
	} catch {
		// It has ended by itself.
	}
}

const definedOnly = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
	Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
