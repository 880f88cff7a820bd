import {spawn} from 'node:child_process';
import process from 'node:process';
import {openTerminal} from '../terminal/terminal.js';

/** Wall seconds of a whole process, from spawn to exit. Rejects when it fails. */
export const wallSeconds = async (args: readonly string[], env: Readonly<Record<string, string>> = {}, file = process.execPath): Promise<number> => new Promise((resolve, reject) => {
	const start = performance.now();
	const child = spawn(file, [...args], {stdio: 'ignore', env: {...process.env, ...env}});
	child.once('error', reject);
	child.once('exit', code => {
		if (code === 0) {
			resolve((performance.now() - start) / 1000);
		} else {
			reject(new Error(`${file} ${args.join(' ')} ended with ${code}`));
		}
	});
});

/** Seconds from spawn until a program in a pseudo-terminal shows a text; the program is ended afterwards. */
export const secondsUntilShown = async (args: readonly string[], text: string, env: Readonly<Record<string, string>> = {}): Promise<number> => {
	const start = performance.now();
	const terminal = openTerminal(process.execPath, args, {env});
	await terminal.shows(text);
	const seconds = (performance.now() - start) / 1000;
	terminal.kill('SIGKILL');
	await terminal.exit;
	return seconds;
};
