import {mkdir} from 'node:fs/promises';
import process from 'node:process';
import test from 'ava';
import {processStart} from '../../source/platform/process-start.js';
import {messageText} from '../../source/process-log/message-text.js';
import {readLogTypes, readProcessLog} from '../../source/process-log/read-process-log.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {RunRecord} from '../../source/runs/contract.js';
import {writeRecord} from '../../source/runs/store/record-file.js';
import {newRunId, runFolder} from '../../source/runs/store/run-folder.js';
import {connect} from '../../source/sql/connect.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {int, nvarchar, sql} from '../../source/sql/statement.js';
import {openWorkspace} from '../../source/workspace/open-workspace.js';
import {sampleRecord} from '../runs/sample-record.js';
import {openSampleHome, type SampleHome} from '../sample-home.js';

let home: SampleHome;
let administrator: SqlConnection;

test.before(async () => {
	home = await openSampleHome({troubles: ['healthy'], services: false});
	const server = home.environment.servers.get('BIKESQL01')!;
	administrator = await connect({
		host: server.host, port: server.port, database: 'Synergy', user: 'sa', password: home.environment.secrets.administrator, encrypt: false, trustServerCertificate: true, applicationName: 'test',
	});
});

test.after.always(async () => {
	await administrator?.close();
	await home?.close();
});

const write = async (type: number, text: string, commandLine: string | undefined) => {
	const [name = ''] = commandLine?.split(' ') ?? ['Vendor'];
	await administrator.query(sql`INSERT INTO dbo.BacoProcessLog (HumresID, ProcessName, LogType, LogText, CommandLine) VALUES (0, ${nvarchar(60, name)}, ${int(type)}, ${nvarchar(2000, text)}, ${nvarchar(500, commandLine ?? null)})`);
};

test.serial('what baco wrote is explained; of what others wrote it is told that it may be an error', async t => {
	const workspace = await openWorkspace();
	workspace.credentials.remember('demo/operator', home.environment.secrets.operator);
	t.teardown(async () => workspace.close());
	const errors = async () => readProcessLog(workspace, {onlyErrors: true, since: {hours: 1}});
	await write(1, 'Division 100: rejected.', 'BacoImporter /S:BIKESQL01');
	t.deepEqual(await errors(), {rows: [], unexplained: []}, 'a warning of its own is no error, and nothing is open');
	await write(7, 'Nobody knows.', undefined);
	const open = await t.throwsAsync(errors(), {instanceOf: BacoError});
	t.is(open.id, 'PLOG-TYPES');
	t.regex(open.explanation.cause, /7 \(1 row, such as "Nobody knows\."\)\.$/v, 'only of the rows that were asked for');
	await write(2, 'Ended after 1.0 s: it broke.', 'BacoImporter /S:BIKESQL01');
	const found = await errors();
	t.deepEqual(found.rows.map(({text, kind}) => `${kind}: ${text}`), ['error: Ended after 1.0 s: it broke.']);
	t.deepEqual(found.unexplained.map(({type}) => type), [7]);
});

test.serial('the numbers are told by who wrote the rows, where a row tells it, with an example that ends at a word', async t => {
	const workspace = await openWorkspace();
	workspace.credentials.remember('demo/operator', home.environment.secrets.operator);
	t.teardown(async () => workspace.close());
	await administrator.query(sql`DELETE FROM dbo.BacoProcessLog`);
	const put = async (name: string, commandLine: string | null, type: number, text: string) => administrator.query(sql`INSERT INTO dbo.BacoProcessLog (HumresID, ProcessName, LogType, LogText, CommandLine) VALUES (0, ${nvarchar(60, name)}, ${int(type)}, ${nvarchar(2000, text)}, ${nvarchar(500, commandLine)})`);
	await put('BacoImporter', 'BacoImporter /S:BIKESQL01', 1, 'Moved 5 lines of 2 entries to the ledger; 1 entry is rejected and stays pending. Finished.');
	await put('BacoImporter', String.raw`"C:\Synergy\bin\bacoimporter.exe" /S:BIKESQL01`, 1, 'Done.');
	await put('FinPending', 'Exact.Process.exe /DBCONFIG:Synergy /CLASS:FinPending', 1, 'Done.');
	await put('BacoImporter', 'Custom tool', 1, 'x'.repeat(70));
	await put('BacoImporter', null, 4, 'Nobody knows.');
	t.deepEqual(await readLogTypes(workspace), [
		{
			type: 1, writer: undefined, kind: undefined, rows: 1, example: `${'x'.repeat(59)}…`,
		},
		{
			type: 1, writer: 'baco', kind: 'warning', rows: 1, example: 'Moved 5 lines of 2 entries to the ledger; 1 entry is…',
		},
		{
			type: 1, writer: 'vendor', kind: undefined, rows: 2, example: 'Done.',
		},
		{
			type: 4, writer: undefined, kind: undefined, rows: 1, example: 'Nobody knows.',
		},
	]);
});

test.serial('a start of baco\'s own without an end is among the errors, unless its run goes on', async t => {
	const workspace = await openWorkspace();
	workspace.credentials.remember('demo/operator', home.environment.secrets.operator);
	t.teardown(async () => workspace.close());
	const mark = {pid: process.pid, start: await processStart(process.pid)};
	const kept = async (changes: Partial<RunRecord>) => {
		const record = sampleRecord({
			id: newRunId(), profile: 'demo', endedAt: null, durationMs: null, exitCode: null, ...changes,
		});
		await mkdir(runFolder(record.id), {recursive: true});
		await writeRecord(record);
		return record.id;
	};

	const runs = {
		killed: await kept({state: 'failed', signal: 'SIGKILL'}),
		broken: await kept({state: 'failed', exitCode: 4}),
		going: await kept({state: 'running', supervisor: mark, child: mark}),
		orphan: await kept({state: 'lost', child: mark}),
		ended: await kept({state: 'succeeded', exitCode: 0}),
		elsewhere: newRunId(),
	};
	const command = 'LogHandler /S:BIKESQL01';
	for (const id of Object.values(runs)) {
		// eslint-disable-next-line no-await-in-loop -- the rows have an order
		await write(0, `Started (run ${id}).`, command);
	}

	await write(0, `Nothing to do. Finished in 1.0 s (run ${runs.ended}).`, command);
	await write(0, 'Started (run 20261127-120000-zzzz).', 'Vendor');
	const {rows} = await readProcessLog(workspace, {onlyErrors: true, process: 'LogHandler', since: {hours: 1}});
	t.deepEqual(rows.map(row => messageText(row)), [
		`No end: the job was killed, lost its connection, or still runs (the run is not one of this user on this machine). Started (run ${runs.elsewhere}).`,
		`No end: the job was killed, or lost its connection to Synergy. Started (run ${runs.broken}).`,
		`No end: the job was killed. Started (run ${runs.killed}).`,
	]);
	const all = await readProcessLog(workspace, {process: 'LogHandler', since: {hours: 1}});
	t.true(all.rows.every(({note}) => note === undefined));
	const {rows: newest} = await readProcessLog(workspace, {
		onlyErrors: true, process: 'LogHandler', since: {hours: 1}, limit: 1,
	});
	t.deepEqual(newest.map(({text}) => text), [`Started (run ${runs.elsewhere}).`]);
});
