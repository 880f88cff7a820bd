import {readFile} from 'node:fs/promises';
import process from 'node:process';
import {askWindows, type AskWindows} from './ask-windows.js';
import {isRunning} from './is-running.js';

export type ProcessSource = {
	readonly platform?: NodeJS.Platform;
	/** Windows tells it by PowerShell only, which takes about a second. */
	readonly ask?: AskWindows;
};

/** When a process started, in the operating system's own words, good for comparing only. Undefined where it cannot be told, or there is no such process. */
export const processStart = async (pid: number, {platform = process.platform, ask = askWindows}: ProcessSource = {}): Promise<string | undefined> => {
	if (platform === 'linux') {
		return linuxStart(pid);
	}

	if (platform === 'win32') {
		return windowsStart(pid, ask);
	}

	const {execa} = await import('execa');
	const {stdout, failed} = await execa('ps', ['-o', 'lstart=', '-p', String(pid)], {reject: false, env: {LC_ALL: 'C'}});
	return failed || stdout.trim() === '' ? undefined : stdout.trim();
};

/**
Whether a process is alive and is proven to be the one that started then: what a kill needs, and a verdict that something still lives.
Never where its start is not known, as numbers are used again, on Windows within minutes.
*/
export const isSameProcess = async (pid: number, start: string | undefined, source: ProcessSource = {}): Promise<boolean> =>
	start !== undefined && isRunning(pid) && await processStart(pid, source) === start;

/** Whether a process may be alive: good enough where its heart-beat or its age is looked at too. On Windows its number alone counts, as asking for more takes too long. */
export const canBeAlive = async (pid: number, start: string | undefined, source: ProcessSource = {}): Promise<boolean> =>
	isRunning(pid) && (start === undefined || isWindows(source) || await processStart(pid, source) === start);

/** As `isSameProcess`, for what is shown again and again: on Windows an answer counts for a while. */
export const isSameProcessLately = async (pid: number, start: string | undefined, source: ProcessSource = {}): Promise<boolean> => {
	if (start === undefined || !isWindows(source)) {
		return isSameProcess(pid, start, source);
	}

	if (!isRunning(pid)) {
		return false;
	}

	const key = `${pid} ${start}`;
	const known = verdicts.get(key);
	if (known !== undefined && performance.now() - known.at < verdictMs) {
		return known.verdict;
	}

	const verdict = isSameProcess(pid, start, source);
	verdicts.set(key, {verdict, at: performance.now()});
	return verdict;
};

const verdicts = new Map<string, {readonly verdict: Promise<boolean>; readonly at: number}>();
const verdictMs = 15_000;

const isWindows = ({platform = process.platform}: ProcessSource) => platform === 'win32';

const windowsStart = async (pid: number, ask: AskWindows) => {
	const answer = await ask(`(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CreationDate.ToFileTimeUtc()`);
	return /^\d+$/v.test(answer.trim()) ? answer.trim() : undefined;
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
