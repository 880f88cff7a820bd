import {storedSeconds} from '../platform/show-time.js';
import {BacoError} from '../problems/baco-error.js';
import type {ProcessLogRow, WrittenTypeUse} from '../process-log/contract.js';
import {messageText} from '../process-log/message-text.js';
import type {Command, Invocation} from './command.js';
import {openCommandWorkspace} from './open-command-workspace.js';
import {serverSince, spanOf} from './since.js';
import {refuseArguments} from './subcommands.js';
import {tableOptions, textTable, type Column} from './text-table.js';
import {writeOutput} from './write-output.js';

const processLog: Command = {
	name: 'process-log',
	summary: 'the process report of Synergy: what the background jobs logged',
	usage: [
		'process-log [--since 24h] [--job JOB] [--division CODE] [--limit N]   newest first; JOB may be a part of its name; times are the server\'s',
		'process-log --errors   only rows that the profile calls errors, those of baco\'s own jobs, and their starts without an end; ends with 0 whether there are any or not,',
		'    and with 3 when none is known and rows whose numbers nobody explained may be some',
		'process-log --types   the numbers in LogType by who wrote them, which the vendor does not document; baco profile set NAME --process-log-type error=NUMBER says what one is',
	],
	options: {
		errors: {type: 'boolean'}, since: {type: 'string'}, job: {type: 'string'}, division: {type: 'string'}, limit: {type: 'string'}, types: {type: 'boolean'},
	},
	async run(invocation) {
		refuseArguments('process-log', [], invocation.positionals);
		const filter = filterOf(invocation);
		const {readLogTypes, readProcessLog, typeText} = await import('../process-log/read-process-log.js');
		const workspace = await openCommandWorkspace(invocation);
		const options = {signal: invocation.signal};
		try {
			if (invocation.flags.types === true) {
				const types = await readLogTypes(workspace, options);
				await writeOutput(invocation, {
					json: () => ({types: types.map(({kind = null, writer = null, ...rest}) => ({...rest, kind, writer}))}),
					text: async () => types.length === 0 ? 'BacoProcessLog is empty.' : textTable(typeColumns, types, tableOptions(invocation)),
				});
				return 0;
			}

			const {rows, unexplained} = await readProcessLog(workspace, filter, options);
			await writeOutput(invocation, {
				json: () => ({
					rows: rows.map(({kind = null, note = null, at, ...rest}) => ({
						...rest, at: at.toISOString().replace('Z', ''), kind, note,
					})), unexplained: unexplained.map(({type, rows: number, example}) => ({type, rows: number, example})),
				}),
				text: async () => rows.length === 0 ? 'No row matches.' : textTable(columns, rows, tableOptions(invocation)),
			});
			if (unexplained.length > 0 && invocation.flags.json !== true) {
				invocation.streams.stderr.write(`baco: there may be more errors, as nobody said what these numbers stand for: ${unexplained.map(use => typeText(use)).join(', ')}. baco profile set ${workspace.profile.name} --process-log-type error=NUMBER says so.\n`);
			}

			return 0;
		} finally {
			await workspace.close();
		}
	},
};

const filterOf = ({flags}: Invocation) => {
	const span = typeof flags.since === 'string' ? spanOf(flags.since) : undefined;
	return {
		onlyErrors: flags.errors === true,
		...(typeof flags.since === 'string' && {since: span === undefined ? {at: serverSince(flags.since)} : {hours: span / 3_600_000}}),
		...(typeof flags.job === 'string' && {process: flags.job}),
		...(flags.division !== undefined && {division: number(flags.division, '--division')}),
		...(flags.limit !== undefined && {limit: number(flags.limit, '--limit')}),
	};
};

const number = (value: unknown, flag: string): number => {
	if (typeof value !== 'string' || !/^\d{1,5}$/v.test(value)) {
		throw new BacoError('USAGE-1', {detail: `${flag} takes a number, not ${JSON.stringify(value)}`, cause: 'BacoProcessLog keeps divisions as numbers.', command: 'process-log'});
	}

	return Number(value);
};

const columns: ReadonlyArray<Column<ProcessLogRow>> = [
	{title: 'time', value: ({at}) => storedSeconds(at), isWhole: true},
	{title: 'process', value: ({process}) => process, isWhole: true},
	{title: 'type', value: ({type, kind}) => kind === undefined ? type : `${type} ${kind}`, goes: 4},
	{
		title: 'division', value: ({division}) => division, align: 'right', goes: 3,
	},
	{title: 'server', value: ({server}) => server, goes: 2},
	{title: 'command', value: ({commandLine}) => commandLine, goes: 1},
	// Last, as a long one must not pad every row.
	{title: 'message', value: row => messageText(row), least: 20},
];

const typeColumns: ReadonlyArray<Column<WrittenTypeUse>> = [
	{title: 'type', value: ({type}) => type, align: 'right'},
	{title: 'written by', value: ({writer}) => ({baco: 'baco', vendor: 'vendor\'s program'})[writer!] ?? 'not known'},
	{title: 'stands for', value: ({kind}) => kind ?? 'not said'},
	{title: 'rows', value: ({rows}) => rows, align: 'right'},
	{title: 'example', value: ({example}) => example},
];

export default processLog;
