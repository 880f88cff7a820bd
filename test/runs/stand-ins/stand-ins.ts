import {chmod, mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

/** What a stand-in for one of the vendor's executables does. Each is a program of its own, because it has to behave as one. */
export const standIns = {
	/** Says what it was given, and ends well. */
	tells: `
		for (const word of process.argv.slice(2)) {
			console.log('argument ' + word);
		}

		console.error('one line on stderr');
		console.log('secrets in the environment: ' + Object.keys(process.env).filter(name => name.startsWith('BACO_PASSWORD')).length);
	`,
	fails: 'console.error("the database said no"); process.exitCode = 3;',
	/** Works until it is asked to stop. */
	works: `
		process.on('SIGTERM', () => { console.log('stopping at a safe point'); process.exit(8); });
		setInterval(() => undefined, 1000);
		console.log('working');
	`,
	/** Works until it is told to end by a file. */
	waits: `
		import {existsSync} from 'node:fs';
		process.stdout.on('error', () => undefined);
		setInterval(() => { if (existsSync(process.env.STAND_IN_END)) { process.exit(0); } }, 50);
		console.log('waiting');
	`,
	/** Tells its progress, until it is told to end by a file. */
	progresses: String.raw`
		import {existsSync, writeSync} from 'node:fs';
		let done = 0;
		setInterval(() => {
			done++;
			writeSync(3, JSON.stringify({type: 'progress', done, total: 1000, unit: 'entries', division: '100', phase: 'posting'}) + '\n');
			if (existsSync(process.env.STAND_IN_END)) { console.log('the last line'); process.exit(0); }
		}, 50);
		console.log('the first line');
	`,
	ignoresSignals: `
		for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
			process.on(signal, () => console.log('ignored ' + signal));
		}

		setInterval(() => undefined, 1000);
		console.log('deaf');
	`,
	/** Starts a child in its group, and one that leaves group, session and parent; both ignore signals and hold the pipes. */
	forks: `
		import {spawn} from 'node:child_process';
		const deaf = "process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1000);";
		const near = spawn(process.execPath, ['-e', deaf], {stdio: ['ignore', 'inherit', 'inherit']});
		const far = spawn(process.execPath, ['-e', deaf], {stdio: ['ignore', 'inherit', 'inherit'], detached: true});
		far.unref();
		console.log('children ' + near.pid + ' ' + far.pid);
		process.on('SIGTERM', () => process.exit(8));
		setInterval(() => undefined, 1000);
	`,
	/** Ends at once, and leaves a child that holds its pipes. */
	leaves: `
		import {spawn} from 'node:child_process';
		const child = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 600000)'], {stdio: ['ignore', 'inherit', 'inherit'], detached: true});
		child.unref();
		console.log('child ' + child.pid);
	`,
	/** Twenty thousand numbered lines as fast as the pipe takes them, every tenth on stderr. */
	floods: String.raw`
		import {writeSync} from 'node:fs';
		let out = '';
		for (let number = 1; number <= 20000; number++) {
			const line = 'line ' + number + ' ' + 'x'.repeat(60) + '\n';
			if (number % 10 === 0) { all(1, out); out = ''; all(2, line); } else { out += line; }
		}

		all(1, out);
		function all(fd, text) {
			const bytes = Buffer.from(text);
			for (let done = 0; done < bytes.length;) {
				try { done += writeSync(fd, bytes, done); } catch (error) { if (error.code !== 'EAGAIN') { throw error; } }
			}
		}
	`,
	/** Windows-1252, a line cut in the middle of a chunk, a lone CR, no line break at the end. */
	notUtf8: String.raw`
		import {writeSync} from 'node:fs';
		writeSync(1, Buffer.from([0x63, 0x61, 0x66, 0xE9, 0x20, 0x80, 0x0D, 0x0A]));
		writeSync(1, Buffer.from('na\u00EFve in UTF-8\n10 %\r20 %\rend'));
	`,
} as const;

export type StandIn = keyof typeof standIns;

/** Puts a stand-in into a folder under a program's name, as Synergy has its programs in `bin`; returns the folder. */
export const installStandIn = async (folder: string, program: string, standIn: StandIn): Promise<string> => {
	const bin = path.join(folder, 'bin');
	await mkdir(bin, {recursive: true});
	// A script that names its interpreter is an executable of POSIX systems; its suffix says nothing there, so a module says so itself.
	const body = path.join(bin, `.${program}.mjs`);
	await writeFile(body, standIns[standIn]);
	const file = path.join(bin, program);
	await writeFile(file, `#!/bin/sh\nexec '${process.execPath}' '${body}' "$@"\n`);
	await chmod(file, 0o755);
	return folder;
};
