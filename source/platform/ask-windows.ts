import path from 'node:path';
import process from 'node:process';

/** Runs a line of Windows PowerShell and gives what it printed; an empty text when it cannot be run, says no, or takes too long. */
export type AskWindows = (script: string) => Promise<string>;

export const askWindows: AskWindows = async script => {
	const {execa} = await import('execa');
	// By its whole path: a name alone is looked for in the working folder first.
	const program = path.win32.join(process.env.SystemRoot ?? String.raw`C:\Windows`, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
	const {stdout, failed} = await execa(program, ['-NoProfile', '-NonInteractive', '-Command', script], {
		reject: false, stdin: 'ignore', timeout: 10_000, windowsHide: true,
	});
	return failed ? '' : stdout ?? '';
};
