import type {StatementRecord} from '../../sql/contract.js';
import {tableLines} from '../components/table.js';
import type {AppState} from '../state/app-state.js';
import {listRows, readableWidth} from '../state/layout.js';
import type {ScreenOf} from '../state/screen-state.js';
import {showDuration} from '../text/show-duration.js';
import {wrap} from '../text/wrap.js';
import type {Theme} from '../theme.js';
import {facts} from './labelled.js';

export const statementsTitle = ({statements}: AppState, {follows}: ScreenOf<'statements'>): string =>
	` Statements  ${statements.length}  ${follows ? 'following' : 'paused'}`;

export const statementsLines = ({statements, size}: AppState, {list}: ScreenOf<'statements'>, theme: Theme): string[] => {
	if (statements.length === 0) {
		return ['', '  No statement was run yet. Every one that is sent appears here, without its secrets.'];
	}

	return tableLines({
		rows: statements, position: list, width: size.columns, height: listRows(size), theme, reversed: 1,
		columns: [
			{title: 'TIME', width: 8, value: ({at}) => at.toTimeString().slice(0, 8)},
			{
				title: 'SERVER', share: 2, from: 76, value: ({server, database}) => database === undefined ? server : `${server} ${database}`,
			},
			{
				title: 'MS', width: 6, align: 'right', value: ({durationMs}) => String(Math.round(durationMs)),
			},
			{
				title: 'ROWS', width: 5, align: 'right', value: ({rows}) => String(rows),
			},
			{
				title: 'STATEMENT', share: 5, value: ({text, error}) => error === undefined ? text.trim().replaceAll(/\s+/gv, ' ') : `${theme.glyphs.fail} ${error}`,
				style: ({error}) => error === undefined ? {} : {color: 'red'},
			},
		],
	});
};

/** One statement in full. */
export const statementLines = ({at, server, database, text, parameters, durationMs, rows, error}: StatementRecord, columns: number, theme: Theme): string[] => {
	const width = readableWidth(columns) - 4;
	return [
		'',
		...facts([
			['time', at.toISOString()],
			['server', server],
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
