import {spawn, type ChildProcess} from 'node:child_process';
import process from 'node:process';
import type {Readable} from 'node:stream';

export type JobProcess = {
	readonly child: ChildProcess;
	/** What it wrote so far. */
	readonly stdout: () => string;
	readonly stderr: () => string;
	readonly events: () => ReadonlyArray<Readonly<Record<string, unknown>>>;
	/** Resolves when a text is in stdout; rejects when the process ends without it. */
	readonly prints: (text: string) => Promise<void>;
	readonly exitCode: Promise<number | null>;
	readonly ended: Promise<{readonly code: number | null; readonly signal: NodeJS.Signals | null}>;
};

export type JobProcessOptions = {
	readonly env?: Readonly<Record<string, string | undefined>>;
	/** Written to standard input, which stays open. */
	readonly input?: string;
};

/** Starts a job as the supervisor does: progress on descriptor 3, standard input a pipe. */
export const startJobProcess = (file: string, args: readonly string[], {env = {}, input}: JobProcessOptions = {}): JobProcess => {
	const child = spawn(process.execPath, [file, ...args], {
		stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
		env: {...process.env, BACO_PROGRESS_FD: '3', ...env},
	});
	let [stdout, stderr, progress] = ['', '', ''];
	const listeners = new Set<() => void>();
	child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
		stdout += chunk;
		for (const listener of listeners) {
			listener();
		}
	});
	child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
		stderr += chunk;
	});
	(child.stdio[3] as Readable).setEncoding('utf8').on('data', (chunk: string) => {
		progress += chunk;
	});
	for (const stream of [child.stdin, child.stdio[3] as Readable]) {
		(stream).on('error', () => undefined);
	}

	if (input !== undefined) {
		child.stdin.write(input);
	}

	const ended = new Promise<{code: number | null; signal: NodeJS.Signals | null}>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) => {
			resolve({code, signal});
		});
	});
	return {
		child,
		exitCode: ended.then(({code}) => code),
		stdout: () => stdout,
		stderr: () => stderr,
		events: () => progress.split('\n').filter(line => line !== '').map(line => JSON.parse(line) as Record<string, unknown>),
		async prints(text) {
			const {promise: seen, resolve} = Promise.withResolvers<true>();
			const look = () => {
				if (stdout.includes(text)) {
					resolve(true);
				}
			};

			listeners.add(look);
			look();
			const isSeen = await Promise.race([seen, ended.then(() => stdout.includes(text))]);
			listeners.delete(look);
			if (!isSeen) {
				throw new Error(`The job ended without printing ${JSON.stringify(text)}: ${stdout}\n${stderr}`);
			}
		},
		ended,
	};
};
