import process from 'node:process';
import {execa} from 'execa';
import {isRunning} from '../../platform/is-running.js';
import {listProcesses, markedProcesses, treeOf} from './process-list.js';

export type TreeSignal = 'SIGTERM' | 'SIGKILL';

/** The job's process and everything that it started, children first, as far as they live. */
export const runProcesses = async (id: string, root: number): Promise<number[]> => {
	const [processes, marked] = await Promise.all([listProcesses(), markedProcesses(id)]);
	const tree = treeOf(processes, root).map(({pid}) => pid).filter(pid => pid !== process.pid);
	return [...new Set([...tree.toReversed(), ...marked, ...(isRunning(root) ? [root] : [])])];
};

/** Sends a signal to all of them; on Windows `taskkill` ends the tree, with force for SIGKILL. `refused` when it says that it cannot: a program without a window ends by force only. */
export const signalTree = async (id: string, root: number, signal: TreeSignal, platform: NodeJS.Platform = process.platform): Promise<'done' | 'refused'> => {
	if (platform === 'win32') {
		const {failed} = await execa('taskkill', ['/PID', String(root), '/T', ...(signal === 'SIGKILL' ? ['/F'] : [])], {reject: false, windowsHide: true});
		return failed ? 'refused' : 'done';
	}

	for (const pid of await runProcesses(id, root)) {
		sendSignal(pid, signal);
	}

	return 'done';
};

/** Sends a signal to one process; one that is gone, or may not be signalled, is left. */
export const sendSignal = (pid: number, signal: NodeJS.Signals): void => {
	try {
		process.kill(pid, signal);
	} catch {
		// It ended a moment before.
	}
};
