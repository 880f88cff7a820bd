import {setTimeout as delay} from 'node:timers/promises';
import type {ExecutionContext} from 'ava';
import type {Profile} from '../../source/profiles/profile.js';
import {checkProfile} from '../../source/profiles/check-profile.js';
import {isRunning} from '../../source/platform/is-running.js';
import {isSameProcess} from '../../source/platform/process-start.js';
import {findJob} from '../../source/runs/catalogue/find-job.js';
import {isOver, type RunRecord} from '../../source/runs/contract.js';
import {launch, type LaunchRequest} from '../../source/runs/launch.js';
import {readRecord} from '../../source/runs/store/record-file.js';
import {logStart, readLog} from '../../source/runs/store/read-log.js';
import type {LogLine} from '../../source/runs/store/log-line.js';
import {runFolder} from '../../source/runs/store/run-folder.js';
import {settle} from '../../source/runs/store/settle.js';
import {sendSignal, signalTree} from '../../source/runs/supervisor/signal-tree.js';
import {temporaryHome} from '../home.js';
import {installStandIn, type StandIn} from './stand-ins/stand-ins.js';

/** A profile whose Synergy folder has one stand-in as BacoImporter.exe. Only for tests that run serially. */
export const openRunHome = async (t: ExecutionContext, standIn: StandIn): Promise<{readonly profile: Profile; readonly home: string; readonly start: (request?: Partial<LaunchRequest>) => Promise<RunRecord>}> => {
	const home = await temporaryHome(t);
	const synergyFolder = await installStandIn(`${home}/Exact Synergy`, 'BacoImporter.exe', standIn);
	const {profile} = checkProfile('test', {
		server: {host: 'synergy.example', port: 1433}, database: 'Delta Bike', user: 'mia', synergyFolder,
	});
	const started: RunRecord[] = [];
	t.teardown(async () => {
		for (const {id, child, supervisor} of started) {
			// eslint-disable-next-line no-await-in-loop -- one after another is enough
			await signalTree(id, child?.pid ?? noProcess, 'SIGKILL');
			// eslint-disable-next-line no-await-in-loop -- as above
			if (supervisor !== null && await isSameProcess(supervisor.pid, supervisor.start)) {
				sendSignal(supervisor.pid, 'SIGKILL');
			}
		}
	});
	return {
		profile: profile!,
		home,
		async start(request) {
			const record = await launch(profile!, {
				job: findJob('baco-importer'), runner: 'classic', values: {}, dryRun: false, ...request,
			});
			started.push(record);
			return record;
		},
	};
};

const noProcess = 2 ** 30;

/** Waits until a condition holds, as long as a loaded machine may need. */
export const until = async <T>(look: () => Promise<T | undefined | false> | T | undefined | false, what: string): Promise<T> => {
	const deadline = Date.now() + 60_000;
	for (;;) {
		// eslint-disable-next-line no-await-in-loop -- a condition
		const found = await look();
		if (found !== undefined && found !== false) {
			return found;
		}

		if (Date.now() > deadline) {
			throw new Error(`It did not come to be within a minute: ${what}`);
		}

		// eslint-disable-next-line no-await-in-loop -- as above
		await delay(25);
	}
};

/** The record of a run once it is over. */
export const ended = async (id: string): Promise<RunRecord> => until(async () => {
	const record = await readRecord(id);
	const settled = record && await settle(record);
	return settled !== undefined && isOver(settled.state) && settled;
}, `the end of ${id}`);

/** The whole log of a run as it is now. */
export const wholeLog = async (id: string): Promise<LogLine[]> => {
	const lines: LogLine[] = [];
	let position = logStart;
	for (;;) {
		// eslint-disable-next-line no-await-in-loop -- part after part
		const part = await readLog(runFolder(id), position);
		lines.push(...part.lines);
		({position} = part);
		if (part.isAtEnd) {
			return lines;
		}
	}
};

/** Waits until the log has a line. A run that is over will not write it any more: then the error tells what it wrote. */
export const logged = async (id: string, pattern: RegExp): Promise<Readonly<Record<string, string>>> => until(async () => {
	const record = await readRecord(id);
	const lines = await wholeLog(id);
	const found = lines.map(({text}) => pattern.exec(text)).find(one => one !== null);
	if (found === undefined && record !== undefined && isOver(record.state)) {
		throw new Error(`The run is over without a line ${String(pattern)}: ${JSON.stringify({state: record.state, message: record.message, lines})}`);
	}

	return found === undefined || found === null ? undefined : found.groups ?? {};
}, `a line ${String(pattern)} of ${id}`);

export const isGone = async (pid: number): Promise<true> => until(() => !isRunning(pid), `the end of process ${pid}`);
