import {showDuration} from '../platform/show-duration.js';
import {localSeconds} from '../platform/show-time.js';
import {hasFailedAtEnd, isOver, type RunRecord} from '../runs/contract.js';
import {
	divisionsText,
	isLastSeen,
	rejectedTitle,
	rowsText,
} from '../runs/counts-text.js';
import {documentName} from '../runs/catalogue/document-key.js';
import {divisionLines, endText} from '../runs/failure-text.js';
import {stateWord, type ListedRun} from '../runs/listed-run.js';
import {stoppedText, stopText} from '../runs/stop-text.js';
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
	seenAt: record.seenAt ?? null,
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
	logGaps: record.logGaps ?? [],
	stop: record.stop,
});

/** A run as a person reads it. */
export const runText = (record: ListedRun, {log}: {readonly log: string | null}): string => [
	`${record.id}  ${record.job}  ${stateWord(record).toUpperCase()}${record.dryRun ? '  (dry run)' : ''}`,
	...pairs([
		['stop', record.stopping === null ? (record.stop === null ? undefined : stoppedText(record.stop)) : stopText(record.stopping)],
		['outcome', record.message ?? undefined],
		['end', hasFailedAtEnd(record) ? endText(record) : undefined],
		['divisions', divisionsText(record, ', ')],
		['runner', record.runner],
		['command', showCommandLine(record.commandLine)],
		['profile', record.profile],
		['by', `${record.startedBy} on ${record.host}`],
		['started', record.startedAt === null ? 'never' : localSeconds(new Date(record.startedAt))],
		[isLastSeen(record) ? 'last seen' : 'ended', record.endedAt === null ? (!record.isOrphan && record.startedAt !== null && isOver(record.state) ? 'not known' : undefined) : localSeconds(new Date(record.endedAt))],
		['took', record.durationMs === null ? undefined : showDuration(record.durationMs)],
		['exit code', record.exitCode === null ? undefined : String(record.exitCode)],
		['signal', record.signal ?? undefined],
		['rows', record.startedAt === null ? undefined : rowsText(record).replace(/^rows /v, '')],
		['process', processText(record)],
		['log', log ?? undefined],
	]),
	...record.notes.map(note => `  Note: ${note}`),
	...divisionLines(record).map(line => line.startsWith(' ') ? `  ${line}` : `  Division ${line}`),
	...record.documents.map(({id, subject, number}) => `  Document ${documentName(id, number)}: ${subject}`),
	...(record.rejections.length === 0 ? [] : [`  ${rejectedTitle(record)}:`, ...record.rejections.map(({division, reference, reason}) => `    ${division === null ? '' : `${division} `}${reference}: ${reason}`)]),
].map(line => line.replaceAll(/\p{Control}+/gv, ' ')).join('\n');

const processText = ({child, state, isOrphan, stopping, id}: ListedRun): string | undefined => child === null || (state !== 'running' && !isOrphan) ? undefined : `${child.pid}${isOrphan ? `, which still lives, and nobody watches it${stopping === null ? `: baco runs cancel ${id} ends it` : ''}` : ''}`;

const pairs = (facts: ReadonlyArray<readonly [string, string | undefined]>) => facts.flatMap(([name, value]) => value === undefined ? [] : [`  ${name.padEnd(10)}${value}`]);
