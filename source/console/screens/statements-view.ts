import type {StatementRecord} from '../../sql/contract.js';
import {tableLines} from '../components/table.js';
import type {AppState} from '../state/app-state.js';
import {listRows, readableWidth} from '../state/layout.js';
import type {ScreenOf} from '../state/screen-state.js';
import {visibleStatements} from '../state/visible-statements.js';
import {showDuration} from '../../platform/show-duration.js';
import {showClock} from '../text/show-time.js';
import {clean} from '../text/width.js';
import {wrap} from '../text/wrap.js';
import type {Theme} from '../theme.js';
import {facts} from './labelled.js';
import {keyLines} from './key-lines.js';

export const statementsTitle = (state: AppState, {follows, filter, input}: ScreenOf<'statements'>): string => {
	const words = input?.value ?? filter;
	const all = state.statements.length;
	return ` Statements  ${words === '' ? all : `${visibleStatements(state).length} of ${all} with "${clean(words)}"`}  ${follows ? 'following' : 'paused'}`;
};

export const statementsLines = (state: AppState, {list, input, filter}: ScreenOf<'statements'>, theme: Theme): string[] => {
	const {statements, size} = state;
	if (statements.length === 0) {
		return ['', '  No statement was run yet. Every one that is sent appears here, without its secrets.'];
	}

	const shown = visibleStatements(state);
	if (shown.length === 0) {
		return ['', '  No statement has this text.', ...keyLines(input?.value ?? filter, size.columns), '', theme.paint('  Esc shows all.', {dim: true})];
	}

	const today = new Date();
	// The oldest comes first.
	const isToday = shown[0]!.at.toDateString() === today.toDateString();
	const isOfMany = statements.some(({profile}) => profile !== statements[0]!.profile);
	return tableLines({
		rows: shown, position: list, width: size.columns, height: listRows(size), theme, reversed: 1,
		columns: [
			{title: 'TIME', width: isToday ? 8 : 14, value: ({at}) => showClock(at, today).slice(-14)},
			{
				title: 'SERVER', width: 10, below: 76, value: ({server}) => server,
			},
			{
				title: 'SERVER', share: 3, from: 76, value: ({server}) => server,
			},
			{
				title: 'DATABASE', width: 8, below: 110, value: ({database}) => database ?? '',
			},
			{
				title: 'DATABASE', share: 3, from: 110, value: ({database}) => database ?? '',
			},
			{
				title: 'PROFILE', share: 2, from: isOfMany ? 100 : Infinity, value: ({profile}) => profile ?? '',
			},
			{
				title: 'MS', width: 6, align: 'right', value: ({durationMs}) => String(Math.round(durationMs)),
			},
			{
				title: 'ROWS', width: 5, from: 76, align: 'right', value: ({rows}) => String(rows),
			},
			{
				title: 'STATEMENT', share: size.columns < 110 ? 8 : 14, value: ({text, error}) => error === undefined ? text.trim().replaceAll(/\s+/gv, ' ') : `${theme.glyphs.fail} ${error}`,
				style: ({error}) => error === undefined ? {} : {color: 'red'},
			},
		],
	});
};

/** One statement in full. */
export const statementLines = ({at, profile, server, address, database, text, parameters, durationMs, rows, error}: StatementRecord, columns: number, theme: Theme): string[] => {
	const width = readableWidth(columns) - 4;
	return [
		'',
		...facts([
			['time', at.toISOString()],
			...(profile === undefined ? [] : [['profile', profile] as const]),
			['server', server],
			['reached at', address],
			['database', database ?? '(default of the login)'],
			['duration', showDuration(durationMs)],
			['rows', String(rows)],
			...(error === undefined ? [] : [['error', error] as const]),
		], width, theme),
		'',
		...declarations(parameters).flatMap(line => wrap(line, width)),
		...wrap(text.trim(), width),
		...(parameters.length === 0 ? [] : ['', theme.paint('Parameters', {bold: true}), ...facts(parameters.map(({name, type, value}) => [`${name} ${type}`, value]), width, theme)]),
	].map(line => `  ${line}`);
};

/** With these in front, the statement can be taken to any SQL client and run as it was. */
function declarations(parameters: StatementRecord['parameters']): string[] {
	return parameters.every(({literal}) => literal !== undefined) ? parameters.map(({name, type, literal}) => `DECLARE ${name} ${type} = ${literal};`) : [];
}
