import {showCommandLine} from '../../../runs/runners/quote.js';
import {hasFailedAtEnd, type RunRecord} from '../../../runs/contract.js';
import {endText, rowsText} from '../../../runs/counts-text.js';
import {readableWidth} from '../../state/layout.js';
import {showDuration} from '../../text/show-duration.js';
import {wrap} from '../../text/wrap.js';
import type {Theme} from '../../theme.js';
import {facts} from '../labelled.js';

/** Everything that is known of how a run ended, rejections with their reasons. */
export const resultLines = (record: RunRecord, columns: number, theme: Theme): string[] => {
	const width = readableWidth(columns) - 4;
	const {counts, dryRun} = record;
	return [
		'',
		...facts([
			['outcome', `${record.state}${record.message === null ? '' : `: ${record.message}`}`],
			...(hasFailedAtEnd(record) ? [['end', endText] as const] : []),
			...(dryRun ? [['dry run', 'nothing was written: this is what would be'] as const] : []),
			['rows', rowsText(counts, dryRun)],
			['divisions', record.divisions.length === 0 ? 'all' : record.divisions.join(', ')],
			['command', showCommandLine(record.commandLine)],
			['started', record.startedAt ?? 'never'],
			['ended', record.endedAt ?? 'not yet'],
			...(record.durationMs === null ? [] : [['took', showDuration(record.durationMs)] as const]),
			...(record.exitCode === null ? [] : [['exit code', String(record.exitCode)] as const]),
			...(record.signal === null ? [] : [['signal', record.signal] as const]),
			['by', `${record.startedBy} on ${record.host}, profile ${record.profile}`],
		], width, theme),
		...record.notes.flatMap(note => wrap(`Note: ${note}`, width)),
		...section('Divisions', record.divisionStates.map(({division, state, message}) => `${division} ${state}${message === '' ? '' : `: ${message}`}`), width, theme),
		...section('Documents in Synergy', record.documents.map(({id, subject}) => `${subject} (${id})`), width, theme),
		...section(`Rejected${counts.rejected > record.rejections.length ? `, the first ${record.rejections.length} of ${counts.rejected}` : ''}`, record.rejections.map(({division, reference, reason}) => `${division === null ? '' : `${division} `}${reference}: ${reason}`), width, theme),
	].map(line => `  ${line}`);
};

const section = (title: string, lines: readonly string[], width: number, theme: Theme): string[] => lines.length === 0 ? [] : ['', theme.paint(title, {bold: true}), ...lines.flatMap(line => wrap(line, width))];
