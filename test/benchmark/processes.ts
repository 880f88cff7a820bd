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

/**
Seconds from spawn until a program in a pseudo-terminal shows a text. The program is left afterwards by the keys that end it, so that it can
keep what it compiled as it does for a person; without keys it is killed.
*/
export const secondsUntilShown = async (args: readonly string[], text: string, {env = {}, leave}: {readonly env?: Readonly<Record<string, string>>; readonly leave?: string} = {}): Promise<number> => {
	const start = performance.now();
	const terminal = openTerminal(process.execPath, args, {env});
	await terminal.shows(text);
	const seconds = (performance.now() - start) / 1000;
	if (leave === undefined) {
		terminal.kill('SIGKILL');
	} else {
		terminal.type(leave);
	}

	await terminal.exit;
	return seconds;
};
