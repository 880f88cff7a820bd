import {countOf} from '../platform/count-of.js';
import type {LastResult} from '../connection/last-results.js';
import type {Division} from '../divisions/contract.js';
import type {Command} from './command.js';
import {openCommandWorkspace} from './open-command-workspace.js';
import {refuseArguments} from './subcommands.js';
import {tableOptions, textTable, type Column} from './text-table.js';
import {writeOutput} from './write-output.js';

const divisions: Command = {
	name: 'divisions',
	summary: 'the pick list of divisions with their connection settings and last test',
	usage: ['divisions [--filter TEXT] [--json]   every word of TEXT must occur in code, name, server, database or web server'],
	options: {filter: {type: 'string'}},
	async run(invocation) {
		refuseArguments('divisions', [], invocation.positionals);
		const {listDivisions} = await import('../divisions/list-divisions.js');
		const {filterDivisions} = await import('../divisions/choose-divisions.js');
		const {readLastResults} = await import('../connection/last-results.js');
		const workspace = await openCommandWorkspace(invocation);
		try {
			const [all, last] = await Promise.all([listDivisions(workspace, {signal: invocation.signal}), readLastResults(workspace.profile.name)]);
			const {filter} = invocation.flags;
			const shown = typeof filter === 'string' ? filterDivisions(all, filter) : all;
			const lines = shown.map(division => ({division, lastTest: last.get(division.code)}));
			await writeOutput(invocation, {
				json: () => ({profile: workspace.profile.name, divisions: lines.map(({division, lastTest}) => ({...division, lastTest: lastTest ?? null}))}),
				text: async () => lines.length === 0 ? emptyText(all.length) : textTable(columns, lines, tableOptions(invocation)),
			});
		} finally {
			await workspace.close();
		}

		return 0;
	},
};

type Line = {readonly division: Division; readonly lastTest: LastResult | undefined};

const emptyText = (count: number) => count === 0 ? 'There are no divisions in this Synergy database.' : `None of the ${countOf(count, 'division')} matches the filter.`;

const columns: ReadonlyArray<Column<Line>> = [
	{title: 'code', value: ({division}) => division.code},
	{title: 'name', value: ({division}) => division.name},
	{title: 'server', value: ({division}) => division.serverPath},
	{title: 'database', value: ({division}) => division.databaseName},
	{title: 'web server', value: ({division}) => division.webService},
	{title: 'connection', value: ({division}) => division.enabled ? 'on' : 'off'},
	{title: 'remarks', value: ({division}) => remarks(division)},
	{title: 'last test', value: ({lastTest}) => lastTestText(lastTest)},
];

const remarks = ({active, hidden, member, blocked}: Division) =>
	[!active && 'not active', hidden && 'hidden', member === false && 'not yours', blocked === true && 'blocked'].filter(remark => remark !== false).join(', ');

const lastTestText = (last: LastResult | undefined) => {
	if (last === undefined) {
		return 'never';
	}

	const when = last.startedAt.replace('T', ' ').slice(0, 16);
	return `${last.verdict}${last.failedStep === undefined ? '' : ` ${last.failedStep}`} ${when}`;
};

export default divisions;
