import {mkdir, rm} from 'node:fs/promises';
import process from 'node:process';
import test from 'ava';
import {execa} from 'execa';
import {takeLocks} from '../../../jobs/runtime/application-locks.js';
import {processStart} from '../../../source/platform/process-start.js';
import {BacoError} from '../../../source/problems/baco-error.js';
import {removeProfile, saveProfile} from '../../../source/profiles/profile-store.js';
import {readRunReport} from '../../../source/process-log/run-report.js';
import {findJob} from '../../../source/runs/catalogue/find-job.js';
import {lockHolders} from '../../../source/runs/lock-holders.js';
import {lockName} from '../../../source/runs/lock-name.js';
import {checkRunning} from '../../../source/runs/preflight/check-running.js';
import {writeRecord} from '../../../source/runs/store/record-file.js';
import {newRunId, runFolder} from '../../../source/runs/store/run-folder.js';
import {connect} from '../../../source/sql/connect.js';
import type {SqlConnection} from '../../../source/sql/contract.js';
import {nvarchar, sql} from '../../../source/sql/statement.js';
import {openWorkspace} from '../../../source/workspace/open-workspace.js';
import {openSampleHome, type SampleHome} from '../../sample-home.js';
import {sampleRecord} from '../sample-record.js';

let home: SampleHome;
let other: SqlConnection;
let synergy: SqlConnection;

const connectAs = async (appName: string, login?: {readonly user: string; readonly password: string}) => {
	const server = home.environment.servers.get('BIKESQL01')!;
	return connect({
		host: server.host, port: server.port, database: 'Synergy', ...(login ?? {user: 'sa', password: home.environment.secrets.administrator}), encrypt: false, trustServerCertificate: true, applicationName: appName,
	});
};

test.before(async () => {
	home = await openSampleHome({troubles: ['healthy'], services: false});
	other = await connectAs('baco BacoImporter');
	synergy = await connectAs('baco');
});

test.after.always(async () => {
	await Promise.allSettled([other.close(), synergy.close()]);
	await home.close();
});

const choice = {
	job: findJob('baco-importer'), runner: 'built-in', values: {}, dryRun: false,
} as const;

const look = async (changes: Partial<Parameters<typeof checkRunning>[1]> = {}, connection: SqlConnection | undefined = synergy) => {
	const [check] = await checkRunning(connection, {...choice, ...changes}, 'demo');
	return check!;
};

test.serial('a run on another machine is seen by its lock, also by a run over all divisions', async t => {
	t.like(await look(), {status: 'pass', detail: 'none on this machine, and on no other: the database has no lock of this job'});
	const name = lockName('baco-importer', '110');
	await other.query(sql`EXEC sp_getapplock @Resource = ${nvarchar(255, name)}, @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0`);
	for (const values of [{}, {C: '100,110'}] as ReadonlyArray<Readonly<Record<string, string>>>) {
		// eslint-disable-next-line no-await-in-loop -- two
		const {status, detail} = await look({values});
		t.is(status, 'fail');
		t.regex(detail, /^none on this machine through this profile, but the lock of division 110 in the database is held by session \d+ of sa on .+ \(baco BacoImporter, process \d+\), logged in at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d of the server's clock$/v);
	}

	t.like(await look({values: {C: '100'}}), {status: 'pass'});
	const vendor = await look({values: {C: '100'}, runner: 'classic'});
	t.regex(vendor.detail, /the vendor's programs take none, so one on another machine is not seen/v);
	await other.query(sql`EXEC sp_releaseapplock @Resource = ${nvarchar(255, name)}, @LockOwner = N'Session'`);
	t.like(await look(), {status: 'pass'});
});

test.serial('a lock is found by bedryf\'s own code, and its holder by the whole name in this database', async t => {
	await other.query(sql`UPDATE dbo.bedryf SET bedrnr = N'A1' WHERE bedrnr = N'110'`);
	const name = lockName('rp-financial-check', 'A1');
	await other.query(sql`EXEC sp_getapplock @Resource = ${nvarchar(255, name)}, @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0`);
	t.like(await look({job: findJob('rp-financial-check'), values: {C: 'a1'}}), {status: 'fail'});
	const holders = await lockHolders(synergy, 'rp-financial-check', ['A1']);
	t.is(holders.sessions.length, 1);
	t.is(holders.whyNone, undefined);
	for (const part of ['A', '1']) {
		t.deepEqual(await lockHolders(synergy, 'rp-financial-check', [part]), {sessions: [], whyNone: 'it has gone meanwhile', processes: []}); // eslint-disable-line no-await-in-loop -- two
	}

	await other.query(sql`EXEC sp_releaseapplock @Resource = ${nvarchar(255, name)}, @LockOwner = N'Session'; UPDATE dbo.bedryf SET bedrnr = N'110' WHERE bedrnr = N'A1'`);
});

test.serial('a run of this machine through another profile is named when its process holds the lock, and as what it may be by a login that sees no sessions', async t => {
	await synergy.query(sql`CREATE LOGIN seesnothing WITH PASSWORD = 'Plain 1 login!', CHECK_POLICY = OFF; CREATE USER seesnothing FOR LOGIN seesnothing; ALTER ROLE db_datareader ADD MEMBER seesnothing`);
	const plain = await connectAs('baco', {user: 'seesnothing', password: 'Plain 1 login!'});
	t.teardown(async () => plain.close());
	const name = nvarchar(255, lockName('baco-importer', '110'));
	await other.query(sql`EXEC sp_getapplock @Resource = ${name}, @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0`);
	t.teardown(async () => other.query(sql`EXEC sp_releaseapplock @Resource = ${name}, @LockOwner = N'Session'`));
	const hidden = await look({values: {C: '110'}}, plain);
	t.regex(hidden.detail, /held by another session \(this login may not see which: it needs VIEW SERVER STATE\)$/v);

	const record = sampleRecord({
		id: newRunId(), profile: 'again', divisions: ['110'], state: 'lost', endedAt: null, durationMs: null, exitCode: null, child: {pid: process.pid, start: await processStart(process.pid)},
	});
	const told = `the run ${record.id} of this machine, through the profile again, which is lost, but whose process ${process.pid} still lives`;
	await mkdir(runFolder(record.id), {recursive: true});
	t.teardown(async () => rm(runFolder(record.id), {recursive: true}));
	await writeRecord(record);
	const {status, detail, fix} = await look({values: {C: '110'}});
	t.is(status, 'fail');
	t.is(detail.split('; ').at(-1), `it is ${told}`);
	t.is(fix, `baco runs cancel ${record.id} ends it.`);
	const unlike = await look({values: {C: '110'}}, plain);
	t.false(unlike.detail.includes(record.id), 'no such profile is kept: nothing says that it reaches this database');
	await saveProfile({...home.environment.profile, name: 'again'});
	t.teardown(async () => removeProfile('again'));
	const doubtful = await look({values: {C: '110'}}, plain);
	t.is(doubtful.detail.split('; ').at(-1), `it may be ${told}`);
	t.is(doubtful.fix, `If it is that one: baco runs cancel ${record.id} ends it. Else wait for its end, or stop it where it was started.`);
	const refused = await t.throwsAsync(takeLocks(synergy, choice.job, ['110'], 'demo'), {instanceOf: BacoError});
	t.regex(refused.message, /already running on division 110: session \d+ of sa on .+, logged in at /v);
	t.true(refused.explanation.cause.includes(`it is ${told}`));
	t.true(refused.explanation.fix.includes(` baco runs cancel ${record.id} ends it.`));
	t.false(refused.explanation.fix.includes('If it is'));

	// Another process of this machine does not hold it, whatever it runs.
	const bystander = execa('sleep', ['60']);
	t.teardown(() => bystander.kill('SIGKILL'));
	bystander.catch(() => undefined);
	await writeRecord({...record, child: {pid: bystander.pid!, start: await processStart(bystander.pid!)}});
	const elsewhere = await look({values: {C: '110'}});
	t.false(elsewhere.detail.includes(record.id));
	t.is(elsewhere.fix, 'Wait for its end, or stop it where it was started.');
});

test.serial('what was not asked is said', async t => {
	const dry = await look({dryRun: true});
	t.regex(dry.detail, /none on this machine; a dry run takes no lock/v);
	const [check] = await checkRunning(undefined, choice, 'demo');
	t.is(check!.status, 'skipped');
	t.regex(check!.detail, /none on this machine; other machines are not known/v);
});

test.serial('the rows of a run are found in the process report by its name', async t => {
	const workspace = await openWorkspace();
	workspace.credentials.remember('demo/operator', home.environment.secrets.operator);
	t.teardown(async () => workspace.close());
	const startedAt = new Date().toISOString();
	const record = sampleRecord({startedAt, state: 'failed', signal: 'SIGKILL'});
	const write = async (text: string) => synergy.query(sql`INSERT INTO dbo.BacoProcessLog (HumresID, ProcessName, LogType, LogText, CommandLine) VALUES (0, N'BacoImporter', 0, ${nvarchar(2000, text)}, N'BacoImporter /S:BIKESQL01')`);
	const here = {isOrphan: false};
	t.regex((await readRunReport(workspace, record, here))!.text, /no row of this run/v);
	await write(`Started (run ${record.id}).`);
	await write('Another run. Finished in 1.0 s (run 20261127-115959-zzzz).');
	t.like(await readRunReport(workspace, record, here), {isFault: true, text: 'it has a start but no end: the job was killed'});
	await write(`Stopped. Ended after 1.0 s (run ${record.id}).`);
	t.like(await readRunReport(workspace, record, here), {isFault: false});
	t.is(await readRunReport(workspace, {...record, runner: 'classic'}, here), undefined);
	t.is(await readRunReport(workspace, {...record, dryRun: true}, here), undefined);
});
