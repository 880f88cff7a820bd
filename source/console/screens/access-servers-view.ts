import {countOf} from '../../platform/count-of.js';
import {tableLines} from '../components/table.js';
import {explanationRows} from '../actions/move.js';
import type {AppState} from '../state/app-state.js';
import {listRows, readableWidth} from '../state/layout.js';
import type {AccessServersScreen} from '../state/screen-state.js';
import type {AccessServerLine} from '../services.js';
import type {Style, Theme} from '../theme.js';
import {orElse} from '../text/or-else.js';
import {facts} from './labelled.js';
import {problemLines} from './problem-view.js';
import {withExplanation} from './with-explanation.js';

export const accessServersTitle = (state: AppState, {code, table}: AccessServersScreen): string => {
	const name = state.divisions.find(division => division.code === code)?.name ?? '';
	return ` Access servers of ${code}  ${name}${table.status === 'ready' ? `  ${countOf(table.value.lines.length, 'row')}  verdict: ${table.value.verdict}` : ''}`;
};

export const accessServersLines = (state: AppState, {table, list}: AccessServersScreen, theme: Theme): string[] => {
	const {columns} = state.size;
	if (table.status === 'loading') {
		return ['', theme.paint('  Reading BACOACCESSSERVERS.', {dim: true})];
	}

	if (table.status === 'failed') {
		return problemLines(table.problem, columns, theme, ['', 'R reads it again.']);
	}

	const {lines} = table.value;
	const selected = lines[list.index];
	if (!selected) {
		return ['', '  The table has no row: no machine is registered.', '', theme.paint('  Globe: System > HR & Security > Workstation > New > Standard, on the application server.', {dim: true})];
	}

	const explanation = explanationRows(state);
	const height = Math.max(1, listRows(state.size) - explanation);
	const rows = tableLines({
		rows: lines, position: list, width: columns, height, theme,
		columns: [
			{
				title: 'ID', width: 5, align: 'right', value: ({id}) => String(id),
			},
			{title: 'MACHINE NAME', share: 3, value: ({machineName}) => machineName},
			{title: 'IP ADDRESS', width: 15, value: ({ipAddress}) => ipAddress},
			{
				title: 'MAC ADDRESS', width: 17, from: 76, value: ({macAddress}) => macAddress,
			},
			{
				title: 'MAC ADDRESS 2', width: 17, from: 120, value: ({macAddress2 = ''}) => macAddress2,
			},
			{
				title: 'CHECKS', width: 11, from: 100, value: checksOf,
			},
			{
				title: 'CLASS', width: 14, value: ({classes}) => classes.join(', '), style: ({classes}) => classStyle(classes),
			},
		],
	});
	const explained = facts([
		['row', `${selected.id}: ${selected.classes.join(', ')}`],
		['why', selected.reason],
		['checks', orElse(checksOf(selected), 'none: the row verifies nothing')],
		['MAC address', orElse([selected.macAddress, selected.macAddress2 ?? ''].filter(text => text !== '').join(', second '), '(empty)')],
	], readableWidth(columns) - 4, theme);
	return withExplanation({
		table: rows, list, length: lines.length, height, rows: explanation, theme, explanation: explained.map(line => `  ${line}`),
	});
};

function checksOf({checksIpAddress, checksMachineName, checksMacAddress}: AccessServerLine): string {
	return [checksIpAddress ? 'IP' : '', checksMachineName ? 'name' : '', checksMacAddress ? 'MAC' : ''].filter(text => text !== '').join(' ');
}

function classStyle(classes: readonly string[]): Style {
	return classes.includes('STALE') || classes.includes('MAC-MISMATCH') ? {color: 'red', bold: true} : {color: classes.length === 1 && classes[0] === 'OK' ? 'green' : 'yellow'};
}
