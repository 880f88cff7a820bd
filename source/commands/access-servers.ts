import type {AccessServerRow, AccessServerTable} from '../access-servers/contract.js';
import type {RepairPlan} from '../access-servers/plan-repair.js';
import type {AuditRecord} from '../audit/contract.js';
import type {TestResult} from '../connection/contract.js';
import type {Division} from '../divisions/contract.js';
import {BacoError} from '../problems/baco-error.js';
import type {Workspace} from '../workspace/contract.js';
import type {Command, Invocation} from './command.js';
import {canAsk, confirm} from './confirm.js';
import {openCommandWorkspace} from './open-command-workspace.js';
import {runSubcommand, type Subcommand} from './subcommands.js';
import {resultText} from './test-text.js';
import {tableOptions, textTable, type Column} from './text-table.js';
import {writeOutput} from './write-output.js';

const accessServers: Command = {
	name: 'access-servers',
	summary: 'the table BacoAccessServers of a division: list, repair, undo',
	usage: [
		'access-servers list DIVISION [--as-operator]',
		'access-servers repair DIVISION --row ID --machine-name NAME [--expect VALUE] [--exact] [--as-operator] [--yes]   or --ip-address ADDRESS',
		'                   --expect: the value that was seen; a row that has another one now is left alone',
		'                   the exit code is of the change, whatever the test after it finds; list ends with 0 when the table was read, whatever its verdict: baco test is the check',
		'access-servers undo DIVISION [--as-operator] [--yes]   takes the last repair back',
	],
	options: {
		row: {type: 'string'},
		'machine-name': {type: 'string'},
		'ip-address': {type: 'string'},
		expect: {type: 'string'},
		exact: {type: 'boolean'},
		'as-operator': {type: 'boolean'},
		yes: {type: 'boolean', short: 'y'},
	},
	run: async invocation => runSubcommand('access-servers', subcommands, invocation),
};

const withDivision = async (invocation: Invocation, work: (workspace: Workspace, division: Division) => Promise<number>): Promise<number> => {
	const {listDivisions} = await import('../divisions/list-divisions.js');
	const {chooseDivision} = await import('../divisions/choose-divisions.js');
	const workspace = await openCommandWorkspace(invocation);
	try {
		const divisions = await listDivisions(workspace, {signal: invocation.signal});
		return await work(workspace, chooseDivision(divisions, invocation.positionals[0]!));
	} finally {
		await workspace.close();
	}
};

const loginOf = ({flags}: Invocation) => flags['as-operator'] === true ? 'operator' as const : 'baco' as const;

const list = async (invocation: Invocation): Promise<number> => withDivision(invocation, async (workspace, division) => {
	const {readAccessServers} = await import('../access-servers/read-access-servers.js');
	const table = await readAccessServers(workspace, division, {signal: invocation.signal, as: loginOf(invocation)});
	await writeOutput(invocation, {
		json: () => ({division: division.code, ...table}),
		text: async () => table.rows.length === 0 ? 'BacoAccessServers is empty.' : `${await textTable(columns, table.rows, tableOptions(invocation))}\n${verdictLine(table)}`,
	});
	return 0;
});

const verdictLine = ({verdict, findings}: AccessServerTable) => [`Verdict: ${verdict}`, ...findings.filter(({severity}) => severity !== 'info').map(({id, summary}) => `  ${id} ${summary}`)].join('\n');

const repair = async (invocation: Invocation): Promise<number> => {
	const request = requestOf(invocation);
	return withDivision(invocation, async (workspace, division) => {
		const {planRepair} = await import('../access-servers/plan-repair.js');
		const {applyRepair} = await import('../access-servers/apply-repair.js');
		const plan = await planRepair(workspace, division, request, {signal: invocation.signal, as: loginOf(invocation)});
		showBefore(invocation, planText(plan));
		await confirm(invocation, 'Make this change?', 'access-servers repair');
		const record = await applyRepair(workspace, plan, {signal: invocation.signal});
		return report(invocation, {
			workspace, division, record, plan,
		});
	});
};

const requestOf = ({flags}: Invocation) => {
	const refuse = (detail: string, cause: string) => new BacoError('USAGE-1', {detail, cause, command: 'access-servers'});
	if (typeof flags.row !== 'string' || !/^\d{1,10}$/v.test(flags.row)) {
		throw refuse('baco access-servers repair needs --row ID, a number', 'A repair changes one row, and which one was not said.');
	}

	const [name, address] = [flags['machine-name'], flags['ip-address']];
	if (name === undefined && address === undefined) {
		throw refuse('baco access-servers repair needs --machine-name NAME or --ip-address ADDRESS', 'The new value was not said.');
	}

	if (name !== undefined && address !== undefined) {
		throw refuse('baco access-servers repair takes --machine-name or --ip-address, not both', 'A repair changes one column of one row.');
	}

	return {
		rowId: Number(flags.row),
		exact: flags.exact === true,
		...(typeof flags.expect === 'string' && {expect: flags.expect}),
		...(typeof name === 'string' ? {column: 'MachineName' as const, value: name} : {column: 'IPAddress' as const, value: String(address)}),
	};
};

const undo = async (invocation: Invocation): Promise<number> => withDivision(invocation, async (workspace, division) => {
	const {findUndo, undoRepair} = await import('../access-servers/undo-repair.js');
	const {refuseReadOnly} = await import('../access-servers/refuse-read-only.js');
	refuseReadOnly(workspace);
	const repaired = await findUndo(workspace, {division: division.code}, {signal: invocation.signal, ...(invocation.flags['as-operator'] === true && {as: 'operator' as const})});
	showBefore(invocation, undoText(repaired));
	await confirm(invocation, 'Take it back?', 'access-servers undo');
	const record = await undoRepair(workspace, {auditId: repaired.id}, {signal: invocation.signal, ...(invocation.flags['as-operator'] === true && {as: 'operator' as const})});
	return report(invocation, {workspace, division, record});
});

/** What would be done, for the person who is asked. With --json it is shown only where somebody is asked: a program reads nothing but JSON. */
const showBefore = (invocation: Invocation, text: string) => {
	const {flags, streams} = invocation;
	if (flags.json !== true || canAsk(invocation)) {
		streams.stderr.write(`${text}\n`);
	}
};

const planText = ({rowId, column, before, isBeforeNull, after, statement, warnings, server, database}: RepairPlan) => printable([
	`BacoAccessServers of ${database} on ${server}, row ${rowId}`,
	`  before  ${column} ${isBeforeNull ? 'NULL' : JSON.stringify(before)}`,
	`  after   ${column} ${JSON.stringify(after)}`,
	`  ${statement}`,
	...warnings.map(warning => `  Note: ${warning}`),
]);

const undoText = ({at, target, before, isBeforeNull, after}: AuditRecord) => printable([
	`Repair of ${at}: row ${target.rowId} of ${target.table} in ${target.database} on ${target.server}`,
	`  now     ${target.column} ${JSON.stringify(after)}`,
	`  back to ${target.column} ${isBeforeNull === true ? 'NULL' : JSON.stringify(before)}`,
]);

type Made = {readonly workspace: Workspace; readonly division: Division; readonly record: AuditRecord; readonly plan?: RepairPlan};

/** A change is followed by the whole test; the exit code is of the change. */
const report = async (invocation: Invocation, {workspace, division, record, plan}: Made): Promise<number> => {
	const {testDivision} = await import('../connection/test-division.js');
	const test: TestResult = await testDivision(workspace, division, {signal: invocation.signal});
	await writeOutput(invocation, {
		json: () => ({audit: record, warnings: plan?.warnings ?? [], test}),
		text: () => `Done: row ${record.target.rowId}, ${record.target.column} is now ${JSON.stringify(record.after)}.${undoHint(record)}${testHint(test)}\n\n${resultText(test, record.profile)}`,
	});
	return 0;
};

// An undo cannot be undone itself: the row is repaired again instead.
const undoHint = ({action, division, profile}: AuditRecord) => action === 'access-server.undo' ? '' : ` Undo with: baco access-servers undo ${division} --profile ${profile}`;

const testHint = ({verdict}: TestResult) => verdict === 'fail' ? '\nThe change was made, but the test after it fails. The exit code is 0, for the change; baco test gives the one of the test.' : '';

const printable = (lines: readonly string[]) => lines.map(line => line.replaceAll(/\p{Control}+/gv, ' ')).join('\n');

const columns: ReadonlyArray<Column<AccessServerRow>> = [
	{title: 'row', value: ({id}) => id, align: 'right'},
	{title: 'machine name', value: ({machineName}) => machineName},
	{title: 'IP address', value: ({ipAddress}) => ipAddress},
	{title: 'MAC address', value: ({macAddress}) => macAddress},
	{title: 'checks', value: row => [row.checksMachineName && 'name', row.checksIpAddress && 'IP', row.checksMacAddress && 'MAC'].filter(Boolean).join(' ')},
	{title: 'class', value: ({classes}) => classes.join(' ')},
	{title: 'reason', value: ({reason}) => reason},
];

const subcommands: Readonly<Record<string, Subcommand>> = {
	list: {takes: ['DIVISION'], flags: ['as-operator'], run: list},
	repair: {takes: ['DIVISION'], flags: ['row', 'machine-name', 'ip-address', 'expect', 'exact', 'as-operator', 'yes'], run: repair},
	undo: {takes: ['DIVISION'], flags: ['as-operator', 'yes'], run: undo},
};

export default accessServers;
