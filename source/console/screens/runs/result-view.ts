import {showCommandLine} from '../../../runs/runners/quote.js';
import {hasFailedAtEnd, isOver, type RunRecord} from '../../../runs/contract.js';
import {
	divisionsText,
	isLastSeen,
	rejectedTitle,
	rowsText,
} from '../../../runs/counts-text.js';
import {divisionLines, endText} from '../../../runs/failure-text.js';
import {stoppedText} from '../../../runs/stop-text.js';
import type {RunScreen} from '../../state/run-screens.js';
import {readableWidth} from '../../state/layout.js';
import {indented} from '../../text/indented.js';
import {localSeconds} from '../../../platform/show-time.js';
import {showDuration} from '../../../platform/show-duration.js';
import {wrap} from '../../text/wrap.js';
import type {Theme} from '../../theme.js';
import {facts} from '../labelled.js';

/** Everything that is known of how a run ended, rejections with their reasons. */
export const resultLines = (record: RunRecord, report: RunScreen['report'], columns: number, theme: Theme): string[] => {
	const width = readableWidth(columns) - 4;
	const {dryRun} = record;
	return [
		'',
		...facts([
			['outcome', `${record.state}${record.message === null ? '' : `: ${record.message}`}`],
			...(hasFailedAtEnd(record) ? [['end', endText(record)] as const] : []),
			...(dryRun ? [['dry run', 'nothing was written: this is what would be'] as const] : []),
			...(record.stop === null ? [] : [['stop', stoppedText(record.stop)] as const]),
			['rows', rowsText(record).replace(/^rows /v, '')],
			['divisions', divisionsText(record, ', ')],
			['command', showCommandLine(record.commandLine)],
			['started', record.startedAt === null ? 'never' : localSeconds(new Date(record.startedAt))],
			[isLastSeen(record) ? 'last seen' : 'ended', record.endedAt === null ? (isOver(record.state) ? 'not known' : 'not yet') : localSeconds(new Date(record.endedAt))],
			...(record.durationMs === null ? [] : [['took', showDuration(record.durationMs)] as const]),
			...(record.exitCode === null ? [] : [['exit code', String(record.exitCode)] as const]),
			...(record.signal === null ? [] : [['signal', record.signal] as const]),
			...(reportText(record, report) === undefined ? [] : [['process report', reportText(record, report)!] as const]),
			['by', `${record.startedBy} on ${record.host}, profile ${record.profile}`],
		], width, theme),
		...record.notes.flatMap(note => wrap(`Note: ${note}`, width)),
		...section('Divisions', divisionLines(record), width, theme),
		...section('Documents in Synergy', record.documents.map(({id, subject, number}) => `${number === undefined ? '' : `${number} `}${subject} (${id})`), width, theme),
		...section(rejectedTitle(record), record.rejections.map(({division, reference, reason}) => `${division === null ? '' : `${division} `}${reference}: ${reason}`), width, theme),
	].map(line => `  ${line}`);
};

/** The second of the two checks after a run. */
const reportText = (record: RunRecord, report: RunScreen['report']): string | undefined => {
	if (!isOver(record.state) || record.runner !== 'built-in' || record.dryRun) {
		return undefined;
	}

	if (report === undefined) {
		return 'not asked: not connected';
	}

	return report.status === 'loading' ? 'asking' : (report.status === 'failed' ? `not read: ${report.problem.summary}` : report.value?.text);
};

const section = (title: string, lines: readonly string[], width: number, theme: Theme): string[] => lines.length === 0 ? [] : ['', theme.paint(title, {bold: true}), ...lines.flatMap(line => indented(line, width))];
