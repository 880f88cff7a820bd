import type {Refreshed} from '../../sync-user/refresh-links.js';
import {openCommandWorkspace} from '../open-command-workspace.js';
import type {Subcommand} from '../subcommands.js';
import {tableOptions, textTable} from '../text-table.js';
import {writeOutput} from '../write-output.js';

export const refreshSubcommand: Subcommand = {
	takes: Array.from({length: 1000}, () => '[CONNECTION]'),
	flags: [],
	async run(invocation) {
		const workspace = await openCommandWorkspace(invocation);
		try {
			const {refreshLinks} = await import('../../sync-user/refresh-links.js');
			const {readOfficeView} = await import('../../sync-user/office-view.js');
			const {findConnection} = await import('../../sync-user/find-connection.js');
			const view = await readOfficeView(workspace, invocation.signal);
			const {positionals, signal} = invocation;
			const connections = positionals.length === 0 ? view.connections : positionals.map(given => findConnection(view.connections, given));
			const links = await refreshLinks(workspace, connections, {signal});
			await writeOutput(invocation, {
				json: () => ({links}),
				text: async () => links.length === 0 ? (view.problem === undefined ? 'No accounting system connection is known.' : `The office could not be asked: ${view.problem.explanation.summary} No accounting system connection is known.`) : textTable(columns, links, tableOptions(invocation)),
			});
			return links.length === 0 && view.problem !== undefined ? view.problem.exitCode : exitCodeOf(links);
		} finally {
			await workspace.close();
		}
	},
};

const exitCodeOf = (links: readonly Refreshed[]): number => links.some(({outcome}) => outcome === 'failed') ? 1 : (links.some(({outcome}) => outcome === 'unknown') ? 4 : 0);

const words: Readonly<Record<Refreshed['outcome'], string>> = {
	refreshed: 'refreshed', fresh: 'still fresh', waiting: 'too early, kept', skipped: 'no link here', failed: 'failed', unknown: 'not known',
};

const columns = [
	{title: 'connection', value: ({description}: Refreshed) => description},
	{title: 'outcome', value: ({outcome}: Refreshed) => words[outcome]},
	{title: 'days left', value: ({link}: Refreshed) => link?.daysLeft ?? '', align: 'right' as const},
	{title: 'why', value: ({finding}: Refreshed) => finding?.summary},
];
