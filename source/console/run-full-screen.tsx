import process from 'node:process';
import {isatty} from 'node:tty';
import {render} from 'ink';
import type {Streams} from '../commands/command.js';
import {handleKey} from './actions/handle-key.js';
import {ConsoleApp} from './app.js';
import {createApp} from './create-app.js';
import {listen} from './keys/listen.js';
import {createTerminalOutput} from './terminal/terminal-output.js';
import {clipboardSequence} from './terminal/clipboard.js';
import {createTheme, type Theme} from './theme.js';
import type {Profiles} from './services.js';
import type {SetupServices} from './setup-services.js';

export type FullScreenOptions = {
	readonly profile?: string;
	readonly setup?: SetupServices | undefined;
	/** Begins with the first-time set-up instead of a profile. */
	readonly isSetup?: boolean;
	readonly profiles: Profiles;
	readonly streams: Streams;
	readonly signal: AbortSignal;
	readonly theme?: Theme;
	/** Swallows stray input for so long before the shell gets the keyboard. */
	readonly drainMs?: number;
};

// 20 frames a second follow a held key, and cost a slow line little: a frame is only what changed.
const maxFps = 20;
const lookAfterTerminalMs = 5000;
const bracketedPaste = {on: '\u{1B}[?2004h', off: '\u{1B}[?2004l'};

/** Everything that is known of Ink and of the terminal's modes is in here. */
export const runFullScreen = async ({profile, setup, isSetup, profiles, streams, signal, theme = createTheme(), drainMs = 50}: FullScreenOptions): Promise<number> => {
	const {stdin, stdout} = streams;
	const output = createTerminalOutput(stdout);
	const {promise: ended, resolve: end} = Promise.withResolvers<number>();
	const {app, start, resize, stop} = createApp({
		profiles, profile, setup, ...(isSetup !== undefined && {isSetup}), size: output.size(), theme, repaint: output.repaint, exit: end,
		copy(text) {
			write(stdout, clipboardSequence(text));
		},
	});
	output.onResize(() => {
		resize(output.size());
	});

	const stopWatching = watchEnd(streams, signal, end, output.repaint);
	const ink = render(<ConsoleApp store={app.store} theme={theme}/>, {
		stdout: output.stream,
		stdin,
		stderr: streams.stderr,
		alternateScreen: true,
		incrementalRendering: true,
		maxFps,
		// Both are terminals; `CI` in the environment of a person's shell says nothing about that.
		interactive: true,
		exitOnCtrlC: false,
		patchConsole: false,
	});
	const stopListening = listen(stdin, key => {
		handleKey(app, key);
	}, () => {
		end(129);
	});
	write(stdout, bracketedPaste.on);
	// The first frame is on its way to the terminal before the SQL driver is loaded.
	await ink.waitUntilRenderFlush();
	start();
	// A fault while drawing ends Ink: the terminal is given back before it is reported.
	let fault: Error | undefined;
	const broken = ink.waitUntilExit().catch((error: unknown) => {
		fault = error as Error;
		end(1);
	});
	const code = await ended;
	await stop();
	stopWatching();
	write(stdout, bracketedPaste.off);
	ink.unmount();
	output.release();
	await stopListening(drainMs);
	await broken;
	if (fault) {
		throw fault;
	}

	return code;
};

/** Every way in which a console ends that is not a key. */
function watchEnd({stdin, stdout}: Streams, signal: AbortSignal, end: (code: number) => void, repaint: () => void): () => void {
	const lost = () => {
		end(129);
	};

	const aborted = () => {
		end(143);
	};

	// A terminal that went away without a hangup: the descriptor is there, the terminal is not.
	const look = setInterval(() => {
		if (isGone(stdin) || isGone(stdout)) {
			lost();
		}
	}, lookAfterTerminalMs);
	look.unref();
	process.on('SIGHUP', lost);
	process.on('SIGTERM', aborted);
	process.on('SIGCONT', repaint);
	stdout.on('error', lost);
	stdout.on('close', lost);
	if (signal.aborted) {
		aborted();
	}

	signal.addEventListener('abort', aborted);
	return () => {
		clearInterval(look);
		process.off('SIGHUP', lost);
		process.off('SIGTERM', aborted);
		process.off('SIGCONT', repaint);
		stdout.off('close', lost);
		signal.removeEventListener('abort', aborted);
	};
}

function isGone(stream: object): boolean {
	const {fd} = stream as {readonly fd?: number};
	return fd !== undefined && !isatty(fd);
}

function write(stdout: NodeJS.WriteStream, text: string): void {
	try {
		stdout.write(text);
	} catch {
		// The terminal is gone.
	}
}
