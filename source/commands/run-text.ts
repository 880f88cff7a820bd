import {hasFailedAtEnd, isOver, type RunRecord} from '../runs/contract.js';
import {
	countsText,
	divisionsText,
	endText,
	isLastSeen,
	rejectedTitle,
} from '../runs/counts-text.js';
import {showCommandLine} from '../runs/runners/quote.js';

/** The document of `baco run --json` and `baco runs show --json`. */
export const runDocument = (record: RunRecord, log: string | null) => ({
	id: record.id,
	job: record.job,
	divisions: record.divisions,
	runner: record.runner,
	dryRun: record.dryRun,
	state: record.state,
	exitCode: record.exitCode,
	signal: record.signal,
	startedAt: record.startedAt,
	endedAt: record.endedAt,
	durationMs: record.durationMs,
	commandLine: record.commandLine,
	counts: record.counts,
	rejections: record.rejections,
	message: record.message,
	isComplete: record.isComplete ?? null,
	log,
	profile: record.profile,
	requestedAt: record.requestedAt,
	startedBy: record.startedBy,
	host: record.host,
	pid: record.child?.pid ?? null,
	timeoutMs: record.timeoutMs,
	documents: record.documents,
	divisionStates: record.divisionStates,
	notes: record.notes,
	stop: record.stop,
});

/** A run as a person reads it. */
export const runText = (record: RunRecord, {log, isOrphan, stopping}: {readonly log: string | null; readonly isOrphan: boolean; readonly stopping?: string | undefined}): string => [
	`${record.id}  ${record.job}  ${record.state.toUpperCase()}${record.dryRun ? '  (dry run)' : ''}`,
	...pairs([
		['stop', stopping ?? stoppedBy(record)],
		['outcome', record.message ?? undefined],
		['end', hasFailedAtEnd(record) ? endText : undefined],
		['divisions', divisionsText(record, ', ')],
		['runner', record.runner],
		['command', showCommandLine(record.commandLine)],
		['profile', record.profile],
		['by', `${record.startedBy} on ${record.host}`],
		['started', record.startedAt ?? 'never'],
		[isLastSeen(record) ? 'last seen' : 'ended', record.endedAt ?? (!isOrphan && record.startedAt !== null && isOver(record.state) ? 'not known' : undefined)],
		['took', record.durationMs === null ? undefined : seconds(record.durationMs)],
		['exit code', record.exitCode === null ? undefined : String(record.exitCode)],
		['signal', record.signal ?? undefined],
		['rows', countsText(record)],
		['process', record.child === null || record.state !== 'running' ? undefined : String(record.child.pid)],
		['log', log ?? undefined],
	]),
	...(isOrphan && stopping === undefined ? [`  The job's process ${record.child!.pid} still runs, and nobody watches it: baco runs cancel ${record.id} ends it.`] : []),
	...record.notes.map(note => `  Note: ${note}`),
	...record.divisionStates.map(({division, state, message}) => `  Division ${division}: ${state}${message === '' ? '' : `, ${message}`}`),
	...record.documents.map(({id, subject}) => `  Document ${id}: ${subject}`),
	...(record.rejections.length === 0 ? [] : [`  ${rejectedTitle(record)}:`, ...record.rejections.map(({division, reference, reason}) => `    ${division === null ? '' : `${division} `}${reference}: ${reason}`)]),
].map(line => line.replaceAll(/\p{Control}+/gv, ' ')).join('\n');

const stoppedBy = ({stop}: RunRecord): string | undefined => stop === null ? undefined : `${stop.stage}, by ${stop.by} at ${stop.at}`;

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

const pairs = (facts: ReadonlyArray<readonly [string, string | undefined]>) => facts.flatMap(([name, value]) => value === undefined ? [] : [`  ${name.padEnd(10)}${value}`]);
