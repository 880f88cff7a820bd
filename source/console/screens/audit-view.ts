import {operatorText} from '../../audit/audit-operator.js';
import type {AuditRecord} from '../../audit/contract.js';
import {hasUnknownOutcome} from '../../audit/unknown-outcome.js';
import {outcomesNow} from '../../audit/outcome-now.js';
import {explanationRows} from '../actions/move.js';
import {tableLines} from '../components/table.js';
import type {AppState} from '../state/app-state.js';
import {listRows, readableWidth} from '../state/layout.js';
import type {ScreenOf} from '../state/screen-state.js';
import {visibleAudit} from '../state/visible-audit.js';
import {whyNotUndo} from '../state/undoable.js';
import {showClock, showTime} from '../text/show-time.js';
import {showValue} from '../text/show-value.js';
import type {Theme} from '../theme.js';
import {facts} from './labelled.js';
import {problemLines} from './problem-view.js';
import {withExplanation} from './with-explanation.js';
import {keyLines} from './key-lines.js';

export const auditTitle = (state: AppState): string => {
	const shown = visibleAudit(state);
	const {audit, auditAt} = state;
	return !audit || !shown ? ' Audit' : ` Audit  ${shown.length === audit.length ? audit.length : `${shown.length} of ${audit.length}`} ${audit.length === 1 ? 'change' : 'changes'}${auditAt ? `  as of ${showClock(auditAt, new Date())}, R reads again` : ''}`;
};

export const auditLines = (state: AppState, {list, problem, input, filter}: ScreenOf<'audit'>, theme: Theme): string[] => {
	const {audit, size} = state;
	if (problem) {
		return problemLines(problem, size.columns, theme, ['', 'R reads it again.']);
	}

	if (!audit) {
		return ['', theme.paint('  Reading the audit.', {dim: true})];
	}

	const shown = visibleAudit(state) ?? [];
	const selected = shown[list.index];
	if (!selected) {
		return ['', ...(audit.length === 0 ? ['  No change was made through baco with this profile.', '  What jobs did is told by their runs: H.'] : ['  No change has this text.', ...keyLines(input?.value ?? filter, size.columns)])];
	}

	const today = new Date();
	const explanation = explanationRows(state);
	const height = Math.max(1, listRows(size) - explanation);
	const outcomeNow = outcomesNow(audit);
	const rows = tableLines({
		rows: shown, position: list, width: size.columns, height, theme,
		columns: [
			{title: 'WHEN', width: 16, value: ({at}) => showTime(new Date(at), today)},
			{title: 'DIV', width: 4, value: ({division}) => division},
			{
				title: 'WHAT', width: 7, value: ({action}) => action.slice(action.indexOf('.') + 1),
			},
			{title: 'BEFORE', share: 2, value: ({before}) => showValue(before)},
			{title: 'AFTER', share: 2, value: ({after}) => showValue(after)},
			{
				title: 'OUTCOME', width: 8, value: record => outcomeNow(record),
				style: ({outcome}) => outcome === 'done' ? {} : {color: 'yellow', bold: true},
			},
			{
				title: 'BY', share: 1, from: 100, value: ({operator}) => operatorText(operator),
			},
		],
	});
	return withExplanation({
		table: rows, list, length: shown.length, height, rows: explanation, theme, whole: 'Enter shows all',
		explanation: explain(selected, audit, readableWidth(size.columns) - 4, theme).map(line => `  ${line}`),
	});
};

/** One change in full. */
export const changeLines = (record: AuditRecord, records: readonly AuditRecord[], columns: number, theme: Theme): string[] => {
	const width = readableWidth(columns) - 4;
	const {division, before, after} = record;
	return [
		'',
		...facts([['division', division], ['before', showValue(before)], ['after', showValue(after)], ['outcome', outcomesNow(records)(record)]], width, theme),
		'',
		...explain(record, records, width, theme),
	].map(line => `  ${line}`);
};

function explain(record: AuditRecord, records: readonly AuditRecord[], width: number, theme: Theme): string[] {
	const {target, operator, statement, reason, undoes, at, id} = record;
	return facts([
		...(reason === undefined ? [] : [['reason', reason] as const]),
		['undo', whyNotUndo(record, records) ?? (hasUnknownOutcome(record) ? 'The outcome is not known: baco ended, or lost the server, in the middle. u reads the row, settles this record, and undoes a change that was made.' : 'possible (u)')],
		['where', `${target.server} ${target.database} ${target.table} row ${target.rowId} ${target.column}`],
		['record', `${id}  ${at}  ${operatorText(operator)}${undoes === undefined ? '' : `  undoes ${undoes}`}`],
		['statement', statement],
	], width, theme);
}
