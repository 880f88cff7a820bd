import {exitCodes} from '../problems/exit-codes.js';
import {jobs} from '../runs/catalogue/jobs.js';
import {isOver, type RunRecord} from '../runs/contract.js';
import {runMark} from '../runs/run-mark.js';
import type {Workspace} from '../workspace/contract.js';
import type {ProcessLogRow} from './contract.js';
import {readProcessLog} from './read-process-log.js';
import {endlessText} from './unended-starts.js';

/** What the process report has of a run: the second check after a run, besides the run's own record. */
export type RunReport = {
	/** Undefined: no such row. */
	readonly start: ProcessLogRow | undefined;
	readonly end: ProcessLogRow | undefined;
	/** In a sentence; `isFault` when the two checks do not fit. */
	readonly text: string;
	readonly isFault: boolean;
};

/** Reads the rows that the job of a run wrote at its start and at its end. Undefined for a run that writes none that can be told from others. Rejects with PLOG-NONE or what keeps the database from being read. */
export const readRunReport = async (workspace: Workspace, record: RunRecord, {isOrphan, ...options}: {readonly isOrphan: boolean; readonly signal?: AbortSignal | undefined}): Promise<RunReport | undefined> => {
	const name = jobs.find(({id}) => id === record.job)?.name;
	if (name === undefined || record.startedAt === null || record.dryRun || record.runner !== 'built-in') {
		return undefined;
	}

	const {rows} = await readProcessLog(workspace, {
		process: name, text: runMark(record.id).trim(), limit: 10, since: {hours: hoursSince(record.startedAt)},
	}, options);
	return reportOf(record, rows, {isOrphan});
};

/** The rows of a run, newest first, as a report. */
export const reportOf = (record: RunRecord, rows: readonly ProcessLogRow[], {isOrphan}: {readonly isOrphan: boolean}): RunReport => {
	const mark = runMark(record.id);
	const start = rows.find(({text}) => text.startsWith(`Started${mark}`));
	// Earlier versions named the run first.
	const end = rows.find(({text}) => !text.startsWith('Started') && (text.trimEnd().endsWith(`${mark}.`) || text.startsWith(`Finished${mark}`) || text.startsWith(`Ended${mark}`)));
	const isGoesOn = isOrphan || !isOver(record.state);
	return {
		start, end, isFault: !isGoesOn && end === undefined && !isRefused({start, exitCode: record.exitCode}), text: textOf(record, {start, end, goesOn: isGoesOn}),
	};
};

const textOf = ({state, signal, exitCode}: RunRecord, {start, end, goesOn}: Pick<RunReport, 'start' | 'end'> & {readonly goesOn: boolean}): string => {
	if (end !== undefined) {
		return `it has the start and the end: ${end.text}`;
	}

	if (goesOn) {
		return start === undefined ? 'it has no row of this run yet' : 'it has the start; the job goes on';
	}

	if (start === undefined) {
		return isRefused({start, exitCode})
			? 'it has no row of this run: the start was refused before its first row, as the same job was running'
			: 'it has no row of this run: the job ended before its first row, or its rows were removed';
	}

	return `it has a start but no end: ${endlessText({signal, state})}`;
};

/** The lock is taken before the first row is written. */
const isRefused = ({start, exitCode}: Pick<RunReport, 'start'> & Pick<RunRecord, 'exitCode'>): boolean => start === undefined && exitCode === exitCodes.alreadyRunning;

/** With a day more, for a server in another time zone or with a wrong clock. */
const hoursSince = (startedAt: string) => ((Date.now() - Date.parse(startedAt)) / 3_600_000) + 24;
