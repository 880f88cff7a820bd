import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test, {type ExecutionContext} from 'ava';
import {connect} from '../../../source/sql/connect.js';
import type {SqlConnection} from '../../../source/sql/contract.js';
import {nvarchar, sql} from '../../../source/sql/statement.js';
import type {RunRecord} from '../../../source/runs/contract.js';
import {processStart} from '../../../source/platform/process-start.js';
import {newRunId, runFolder} from '../../../source/runs/store/run-folder.js';
import {writeRecord} from '../../../source/runs/store/record-file.js';
import {saveProfile} from '../../../source/profiles/profile-store.js';
import {temporaryFolder} from '../../home.js';
import {openSampleHome, type SampleHome} from '../../sample-home.js';
import {sampleRecord} from '../../runs/sample-record.js';
import {startJobProcess, type JobProcessOptions} from '../job-process.js';

const file = fileURLToPath(new URL('trivial-job.js', import.meta.url));
const place = ['/S:BIKESQL01', '/D:Synergy'];

let home: SampleHome;
let synergy: SqlConnection;

test.before(async () => {
	home = await openSampleHome({troubles: ['healthy'], services: false});
	const server = home.environment.servers.get('BIKESQL01')!;
	synergy = await connect({
		host: server.host, port: server.port, database: 'Synergy', user: 'sa', password: home.environment.secrets.administrator, encrypt: false, trustServerCertificate: true,
	});
});

test.after.always(async () => {
	await synergy.close();
	await home.close();
});

/** Each with a checkpoint folder and a division of its own, so that the tests do not meet. */
const start = async (t: ExecutionContext, args: readonly string[], {env = {}, ...options}: JobProcessOptions = {}) => {
	const job = startJobProcess(file, args, {...options, env: {...home.env, BACO_CHECKPOINT_DIR: await temporaryFolder(t), ...env}});
	t.teardown(() => job.child.kill('SIGKILL'));
	return job;
};

const processLog = async (text: string) => {
	const {rows} = await synergy.query<{LogText: string; LogType: number; CommandLine: string; HumresID: number; ProcessName: string}>(sql`
		SELECT LogText, LogType, CommandLine, HumresID, ProcessName FROM dbo.BacoProcessLog
		WHERE CommandLine LIKE ${nvarchar(200, `%${text}%`)} ORDER BY LogID
	`);
	return rows;
};

const stepsDone = async () => {
	const {rows} = await synergy.query<{count: number}>(sql`SELECT COUNT(*) AS count FROM dbo.BacoSettings WHERE SettingGroup = N'Trivial'`);
	return rows[0]!.count;
};

/** A run in the history of this machine that this process watches, unless another state is given. */
const runningRun = async (divisions: readonly string[], changes: Partial<RunRecord> = {}) => {
	const mark = {pid: process.pid, start: await processStart(process.pid)};
	const record = sampleRecord({
		id: newRunId(), job: 'trivial', profile: home.environment.profile.name, divisions, state: 'running', supervisor: mark, child: mark, exitCode: null, endedAt: null, durationMs: null, ...changes,
	});
	await mkdir(runFolder(record.id), {recursive: true});
	await writeRecord(record);
	return record.id;
};

const forgetSteps = async () => synergy.query(sql`DELETE FROM dbo.BacoSettings WHERE SettingGroup = N'Trivial'`);

test.beforeEach(async () => {
	await forgetSteps();
});

test.serial('runs, logs to the process report and tells its progress', async t => {
	const job = await start(t, [...place, '/C:100', '/N:2', '/GLOBE'], {env: {BACO_RUN_ID: 'run-1'}});
	t.deepEqual(await job.ended, {code: 0, signal: null}, job.stderr());
	t.true(job.stdout().startsWith('From step 0 on 100 by Johan de Vries\nGlobe database 100\nStep 0\nStep 1\n2 steps.\n'), job.stdout());
	t.is(job.stderr(), '');
	t.is(await stepsDone(), 2);
	const rows = await processLog('/C:100 /N:2');
	t.is(rows.length, 2);
	t.like(rows[0], {
		LogText: 'Started (run run-1).', LogType: 0, CommandLine: 'Trivial /S:BIKESQL01 /D:Synergy /C:100 /N:2 /GLOBE', HumresID: 11, ProcessName: 'Trivial',
	});
	t.regex(rows[1]!.LogText, /^2 steps\. Finished in \d+\.\d s \(run run-1\)\.$/v);
	const events = job.events();
	t.deepEqual(events.at(-1), {type: 'end', message: '2 steps.', isComplete: true});
	t.deepEqual(events.at(-2), {
		type: 'counts', read: 2, written: 2, rejected: 0,
	});
	t.true(events.some(event => event.type === 'progress' && event.unit === 'steps'));
});

test.serial('wrong parameters end it with 2 before anything is connected', async t => {
	const job = await start(t, ['/s:BIKESQL01', '/D:Synergy']);
	t.is(await job.exitCode, 2);
	t.regex(job.stderr(), /^Trivial: \/s: must be written in upper case, \/S:\n/v);
	const help = await start(t, ['/?']);
	t.is(await help.exitCode, 0);
	t.regex(help.stdout(), /\/C: +for the tests/v);
});

test.serial('a profile must fit /S: and /D:', async t => {
	const unknown = await start(t, ['/S:OTHER', '/D:Synergy']);
	t.is(await unknown.exitCode, 3);
	t.regex(unknown.stderr(), /No profile reaches Synergy on OTHER/v);
	const contradicting = await start(t, ['/S:BIKESQL01', '/D:Other'], {env: {BACO_PROFILE: 'demo'}});
	t.is(await contradicting.exitCode, 3);
	t.regex(contradicting.stderr(), /The profile demo is of Synergy on BIKESQL01, not of Other on BIKESQL01/v);
});

test.serial('two profiles of one database need a choice, and a read-only one lets only look', async t => {
	const folder = await temporaryFolder(t);
	const before = process.env.BACO_HOME;
	process.env.BACO_HOME = folder;
	t.teardown(() => {
		process.env.BACO_HOME = before;
	});
	await saveProfile(home.environment.profile);
	await saveProfile({...home.environment.profile, name: 'look', readOnly: true});
	const env = {BACO_HOME: folder, BACO_PASSWORD_LOOK_OPERATOR: home.environment.secrets.operator};
	const several = await start(t, place, {env});
	t.is(await several.exitCode, 3);
	t.regex(several.stderr(), /Several profiles reach Synergy on BIKESQL01: demo, look/v);
	const refused = await start(t, place, {env: {...env, BACO_PROFILE: 'look'}});
	t.is(await refused.exitCode, 5);
	t.regex(refused.stderr(), /only dry runs are started through it[\s\S]* writes /v);
	const looking = await start(t, [...place, '/C:100', '--dry-run'], {env: {...env, BACO_PROFILE: 'look'}});
	t.is(await looking.exitCode, 0, looking.stderr());
});

test.serial('secrets come by standard input and win over the environment', async t => {
	const input = `${JSON.stringify({secrets: {'demo/operator': home.environment.secrets.operator, 'demo/baco': home.environment.secrets.baco}})}\n`;
	const env = {BACO_PASSWORD_DEMO_OPERATOR: 'wrong-Password-1', BACO_PASSWORD_DEMO_BACO: 'wrong-Password-1'};
	const job = await start(t, [...place, '/C:100', '/GLOBE'], {env: {...env, BACO_JOB_STDIN: 'secrets'}, input});
	t.is(await job.exitCode, 0, job.stderr());
	const refused = await start(t, [...place, '/C:100'], {env});
	t.is(await refused.exitCode, 5);
	t.notRegex(refused.stderr(), /wrong-Password-1/v);
	const noJson = await start(t, place, {env: {BACO_JOB_STDIN: 'secrets'}, input: 'hush-hush\n'});
	t.is(await noJson.exitCode, 3);
	t.notRegex(noJson.stderr(), /hush-hush/v);
});

test.serial('a dry run writes nothing at all and takes no lock', async t => {
	const running = await start(t, [...place, '/C:110', '/N:1000']);
	await running.prints('Step 0');
	const before = await processLog('/C:110');
	const job = await start(t, [...place, '/C:110', '--dry-run']);
	t.is(await job.exitCode, 0, job.stderr());
	t.deepEqual(await processLog('/C:110'), before);
	// A step that a killed job sent last may come after the next test began, and meet the same step there.
	running.child.kill('SIGTERM');
	await running.ended;
});

test.serial('a second start on the same division is refused with 6 and says who holds the lock; another division is free', async t => {
	const first = await start(t, [...place, '/C:100,110', '/N:1000']);
	await first.prints('Step 0');
	const second = await start(t, [...place, '/C:110,300']);
	t.is(await second.exitCode, 6, second.stderr());
	t.regex(second.stderr(), /^Trivial: Trivial is already running on division 110: session \d+ of BikeSupport on \S+ \(baco Trivial, process \d+\)/v);
	t.regex(second.stderr(), /Fix: Wait until it has ended\. /v);
	const run = await runningRun(['110']);
	const own = await runningRun(['110']);
	const named = await start(t, [...place, '/C:110'], {env: {BACO_RUN_ID: own}});
	t.is(await named.exitCode, 6);
	t.regex(named.stderr(), new RegExp(String.raw`Fix: Wait for the end of ${run} \(baco runs log ${run} --follow\), or stop it \(baco runs cancel ${run}\)\. `, 'v'));
	const several = await start(t, [...place, '/C:110']);
	t.is(await several.exitCode, 6);
	t.regex(several.stderr(), /Fix: Wait until it has ended\. /v);
	const other = await start(t, [...place, '/C:300', '/N:0']);
	t.is(await other.exitCode, 0, other.stderr());
	first.child.kill('SIGKILL');
	await first.ended;
	const after = await start(t, [...place, '/C:110', '/N:0']);
	t.is(await after.exitCode, 0, after.stderr());
});

test.serial('a second start beside a lost run that holds the lock names its process and what ends it', async t => {
	const first = await start(t, [...place, '/C:300', '/N:1000']);
	await first.prints('Step 0');
	const pid = first.child.pid!;
	const lost = await runningRun(['300'], {state: 'lost', child: {pid, start: await processStart(pid)}});
	const second = await start(t, [...place, '/C:300']);
	t.is(await second.exitCode, 6, second.stderr());
	t.regex(second.stderr(), new RegExp(String.raw`Fix: The run ${lost} that is at it is lost, but its process ${pid} still lives and nobody watches it: baco runs cancel ${lost} ends it\. A lock`, 'v'));
	first.child.kill('SIGTERM');
	await first.ended;
});

for (const [title, stop, words] of [
	['SIGTERM', job => job.child.kill('SIGTERM'), /Stopped at a safe point when the system or another program ended it\.$/v],
	['SIGINT', job => job.child.kill('SIGINT'), /Stopped at a safe point with Ctrl-C\.$/v],
	['the stop line', job => job.child.stdin!.write('{"stop":true}\n'), /Stopped at a safe point by an operator\.$/v],
	['the stop line of an operator', job => job.child.stdin!.write('{"stop":true,"reason":"cancel","by":"mia on desk"}\n'), /Stopped at a safe point by mia on desk\.$/v],
	['the stop line of a timeout', job => job.child.stdin!.write('{"stop":true,"reason":"timeout","by":"the timeout"}\n'), /Stopped at a safe point: its time was over\.$/v],
] as ReadonlyArray<readonly [string, (job: ReturnType<typeof startJobProcess>) => unknown, RegExp]>) {
	test.serial(`${title} stops it at a safe point with 8, and the next run goes on`, async t => {
		const folder = await temporaryFolder(t);
		const env = {BACO_CHECKPOINT_DIR: folder, BACO_JOB_STDIN: 'control'};
		const job = await start(t, [...place, '/C:100', '/N:60'], {env});
		await job.prints('Step 3');
		stop(job);
		t.deepEqual(await job.ended, {code: 8, signal: null});
		const done = await stepsDone();
		t.true(done >= 4 && done < 60);
		const kept = await readFile(path.join(folder, 'all.json'), 'utf8');
		t.is(JSON.parse(kept), done);
		const rows = await processLog('/C:100 /N:60');
		t.regex(rows.at(-1)!.LogText.replace(/ Ended after \d+\.\d s\.$/v, ''), words);
		t.notRegex(job.stderr(), /"stop"/v);
		const next = await start(t, [...place, '/C:100', '/N:60'], {env});
		t.is(await next.exitCode, 0, next.stderr());
		t.is(await stepsDone(), 60);
	});
}

test.serial('readers that go away neither end nor stall it', async t => {
	const job = await start(t, [...place, '/C:100', '/N:50']);
	await job.prints('Step 1');
	job.child.stdout!.destroy();
	job.child.stderr!.destroy();
	(job.child.stdio[3] as NodeJS.ReadableStream & {destroy: () => void}).destroy();
	job.child.kill('SIGHUP');
	t.deepEqual(await job.ended, {code: 0, signal: null});
	t.is(await stepsDone(), 50);
});

test.serial('rejections make it fail with 1, with their reasons', async t => {
	const job = await start(t, [...place, '/C:100', '/MODE:fail']);
	t.is(await job.exitCode, 1);
	t.true(job.events().some(event => event.type === 'rejection' && event.reason === 'it is for the tests' && event.division === '100'));
	t.regex(job.stderr(), /^Rejected in 100: entry 1: it is for the tests/v);
	const rows = await processLog('/MODE:fail');
	t.is(rows.at(-1)!.LogType, 1);
});

test.serial('the operator may know the codes better', async t => {
	const folder = await temporaryFolder(t);
	await mkdir(path.join(folder, 'configuration'), {recursive: true});
	await writeFile(path.join(folder, 'configuration', 'profiles.json'), await readFile(path.join(home.directory, 'configuration', 'profiles.json')));
	await writeFile(path.join(folder, 'configuration', 'job-choices.json'), '{"logTypeInformation": 17}');
	const job = await start(t, [...place, '/C:100', '/N:1'], {env: {BACO_HOME: folder}});
	t.is(await job.exitCode, 0, job.stderr());
	const rows = await processLog('/C:100 /N:1');
	t.true(rows.slice(-2).every(({LogType}) => LogType === 17));
	await writeFile(path.join(folder, 'configuration', 'job-choices.json'), '{"logTypeInformation": "many"}');
	const refused = await start(t, [...place, '/C:100', '/N:1'], {env: {BACO_HOME: folder}});
	t.is(await refused.exitCode, 3);
});

test.serial('an unknown division ends it with 2', async t => {
	const job = await start(t, [...place, '/C:100,999']);
	t.is(await job.exitCode, 2);
	t.regex(job.stderr(), /There is no division 999/v);
});
