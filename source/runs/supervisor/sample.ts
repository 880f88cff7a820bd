import type {RunStatus} from '../contract.js';
import {listProcesses, treeOf} from './process-list.js';

/** Measures the job and what it started, from one call to the next. */
export const openSampler = (root: number) => {
	let before: {readonly at: number; readonly cpuMs: number} | undefined;
	return async (): Promise<Pick<RunStatus, 'cpu' | 'memory' | 'processes'>> => {
		const tree = treeOf(await listProcesses(), root);
		if (tree.length === 0) {
			return {};
		}

		const now = {at: performance.now(), cpuMs: tree.reduce((sum, {cpuMs}) => sum + cpuMs, 0)};
		const cpu = before === undefined || now.at === before.at ? undefined : Math.max(0, ((now.cpuMs - before.cpuMs) / (now.at - before.at)) * 100);
		before = now;
		return {...(cpu !== undefined && {cpu: Math.round(cpu)}), memory: tree.reduce((sum, {memory}) => sum + memory, 0), processes: tree.length};
	};
};
