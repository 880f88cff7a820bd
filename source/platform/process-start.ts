import {readFile} from 'node:fs/promises';
import process from 'node:process';

/** When a process started, in the operating system's own words, good for comparing only. Undefined where it cannot be told, or there is no such process. */
export const processStart = async (pid: number): Promise<string | undefined> => {
	if (process.platform === 'linux') {
		return linuxStart(pid);
	}

	if (process.platform === 'win32') {
		return undefined;
	}

	const {execa} = await import('execa');
	const {stdout, failed} = await execa('ps', ['-o', 'lstart=', '-p', String(pid)], {reject: false, env: {LC_ALL: 'C'}});
	return failed || stdout.trim() === '' ? undefined : stdout.trim();
};

/** Whether a process is alive and is the one that started then. */
export const isSameProcess = async (pid: number, start: string | undefined): Promise<boolean> => {
	try {
		process.kill(pid, 0);
	} catch (error) {
		// EPERM: alive, of another user.
		if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) {
			return false;
		}
	}

	return start === undefined || await processStart(pid) === start;
};

/** Field 22 of stat: clock ticks after boot; the name before it may hold spaces and parentheses. A zombie has ended. */
const linuxStart = async (pid: number) => {
	try {
		const [stat, boot] = await Promise.all([readFile(`/proc/${pid}/stat`, 'latin1'), readFile('/proc/sys/kernel/random/boot_id', 'latin1')]);
		const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return state === 'Z' || state === 'X' ? undefined : `${boot.trim()} ${fields[18]}`;
	} catch {
		return undefined;
	}
};
