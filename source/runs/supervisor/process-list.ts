import {readdir, readFile} from 'node:fs/promises';
import process from 'node:process';
import {execa} from 'execa';

export type ListedProcess = {
	readonly pid: number;
	readonly parent: number;
	readonly group: number;
	/** Milliseconds of processor time. */
	readonly cpuMs: number;
	readonly memory: number;
};

/** Every process of this machine, as far as the system tells; empty on Windows, where `taskkill` knows the tree itself. */
export const listProcesses = async (): Promise<ListedProcess[]> => {
	if (process.platform === 'linux') {
		return listLinux();
	}

	return process.platform === 'win32' ? [] : listWithPs();
};

/** A process and all that it started, as far as they still have it above them, and those of its process group. */
export const treeOf = (processes: readonly ListedProcess[], root: number): ListedProcess[] => {
	const members = new Set([root]);
	let before = 0;
	while (members.size > before) {
		before = members.size;
		for (const {pid, parent, group} of processes) {
			if (group === root || members.has(parent)) {
				members.add(pid);
			}
		}
	}

	return processes.filter(({pid}) => members.has(pid));
};

/** Numbers of living processes that have `BACO_RUN_ID=id` in their environment: also those that left their parent and their group. Linux only. */
export const markedProcesses = async (id: string): Promise<number[]> => {
	if (process.platform !== 'linux') {
		return [];
	}

	const all = await pids();
	const found = await Promise.all(all.map(async pid => {
		const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
		return environment.split('\0').includes(`BACO_RUN_ID=${id}`) ? pid : undefined;
	}));
	return found.filter(pid => pid !== undefined && pid !== process.pid) as number[];
};

const pids = async () => {
	const names = await readdir('/proc').catch(() => []);
	return names.filter(name => /^\d+$/v.test(name)).map(Number);
};

/** `stat` has the name in parentheses, which may hold blanks; a zombie has ended. */
const listLinux = async (): Promise<ListedProcess[]> => {
	const all = await pids();
	const found = await Promise.all(all.map(async pid => {
		const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
		const [state, parent, group, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return stat === '' || state === 'Z' || state === 'X'
			? undefined
			: {
				pid, parent: Number(parent), group: Number(group), cpuMs: (Number(fields[8]) + Number(fields[9])) * tickMs, memory: Number(fields[18]) * pageBytes,
			};
	}));
	return found.filter(one => one !== undefined);
};

// The kernel's own unit for user space on every architecture that Node runs on.
const tickMs = 10;
const pageBytes = 4096;

const listWithPs = async (): Promise<ListedProcess[]> => {
	const {stdout} = await execa('ps', ['-A', '-o', 'pid=,ppid=,pgid=,rss=,time='], {reject: false, env: {LC_ALL: 'C'}});
	return (stdout ?? '').split('\n').flatMap(line => {
		const [pid, parent, group, rss, time] = line.trim().split(/\s+/v, 5);
		return time === undefined
			? []
			: [{
				pid: Number(pid), parent: Number(parent), group: Number(group), memory: Number(rss) * 1024, cpuMs: timeMs(time),
			}];
	});
};

const timeMs = (time: string): number => {
	const {days = '0', rest = ''} = /^(?:(?<days>\d+)-)?(?<rest>.*)$/v.exec(time)?.groups ?? {};
	const seconds = rest.split(':').reduce((sum, part) => (sum * 60) + Number(part), 0);
	return ((Number(days) * 86_400) + seconds) * 1000;
};
