import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {judgeMachine} from '../../../jobs/error-log-checker/judge-machine.js';
import {outOfMemoryTexts} from '../../../jobs/error-log-checker/texts.js';
import {sql, nvarchar, int} from '../../../source/sql/statement.js';
import {temporaryFolder} from '../../home.js';
import {openJobHome, type JobHome} from '../open-job-home.js';

let jobs: JobHome;

test.before(async () => {
	jobs = await openJobHome();
});

test.after.always(async () => {
	await jobs.close();
});

test.beforeEach(async () => {
	await jobs.execute('DELETE FROM dbo.BacoErrorLog; DELETE FROM dbo.BacoSettings WHERE SettingGroup = N\'ErrorLogChecker\'; DELETE FROM dbo.BacoProcessLog;');
});

const addError = async (machine: string, {secondsAgo = 10, text = outOfMemoryTexts[1]}: {readonly secondsAgo?: number; readonly text?: string} = {}) => {
	const {rows} = await jobs.synergy.query<{LogID: number}>(sql`
		INSERT INTO dbo.BacoErrorLog (LogDate, HumresID, App, WebServer, Machine, LogText) OUTPUT inserted.LogID
		VALUES (DATEADD(second, ${int(-secondsAgo)}, GETDATE()), 11, N'/docs/DocHome.aspx', N'portal', ${nvarchar(30, machine)}, ${nvarchar(2000, `Page 1: ${text} (line 12)`)})
	`);
	return rows[0]!.LogID;
};

/** A stand-in for iisreset: notes each machine in a file, and ends as it is told. */
const standIn = async (t: ExecutionContext, body = '') => {
	const folder = await temporaryFolder(t);
	const program = path.join(folder, 'restart.mjs');
	const notes = path.join(folder, 'restarted');
	await writeFile(notes, '');
	await writeFile(program, `import {appendFileSync} from 'node:fs';\nappendFileSync(${JSON.stringify(notes)}, process.argv[2] + '\\n');\n${body}`);
	return {
		command: [process.execPath, program, '{server}', '/RESTART'],
		async restarted() {
			const text = await readFile(notes, 'utf8');
			return text.split('\n').filter(line => line !== '');
		},
	};
};

const lines = async () => {
	const {rows} = await jobs.synergy.query<{LogText: string}>(sql`SELECT LogText FROM dbo.BacoProcessLog WHERE LogText LIKE N'%estart%' AND LogText NOT LIKE N'%Finished in%' ORDER BY LogID`);
	return rows.map(({LogText}) => LogText);
};

const run = async (t: ExecutionContext, args: readonly string[] = []) => {
	const job = await jobs.start(t, 'error-log-checker', args);
	const {code} = await job.ended;
	return {code, stdout: job.stdout(), stderr: job.stderr()};
};

test.serial('restarts a machine once for its errors, with the documented line, and not again', async t => {
	const {command, restarted} = await standIn(t, 'console.log("Internet services successfully restarted");');
	await jobs.changeProfile({
		restarts: {
			isAllowed: true, servers: ['bikeapp01', 'BIKEAPP02'], command, coolDownMinutes: 0,
		},
	});
	await addError('BIKEAPP01', {text: outOfMemoryTexts[0]});
	const last = await addError('BIKEAPP01');
	await addError('BIKEAPP02', {text: 'Synergy runtime error: Description = Type mismatch'});
	await addError('BIKEAPP02', {secondsAgo: 90});
	const first = await run(t);
	t.is(first.code, 0, first.stderr);
	t.deepEqual(await restarted(), ['BIKEAPP01']);
	t.regex(first.stdout, /BIKEAPP01: Internet services successfully restarted/v);
	t.deepEqual(await lines(), [`Restarted Web service on BIKEAPP01 because of because of error-log entry ${last}`]);
	const second = await run(t);
	t.regex(second.stdout, /0 out-of-memory errors/v, second.stderr);
	t.deepEqual(await restarted(), ['BIKEAPP01']);
	// The gap between two checks is closed: this entry is older than a minute, but new since.
	await addError('BIKEAPP02', {secondsAgo: 100});
	await run(t);
	t.deepEqual(await restarted(), ['BIKEAPP01', 'BIKEAPP02']);
});

test.serial('an entry that is committed after a later one is seen by the next run', async t => {
	const {command, restarted} = await standIn(t);
	await jobs.changeProfile({
		restarts: {
			isAllowed: true, servers: ['BIKEAPP01', 'BIKEAPP02'], command, coolDownMinutes: 0,
		},
	});
	const last = await addError('BIKEAPP01', {secondsAgo: 0});
	const first = await run(t);
	t.is(first.code, 0, first.stderr);
	await jobs.synergy.query(sql`
		SET IDENTITY_INSERT dbo.BacoErrorLog ON;
		INSERT INTO dbo.BacoErrorLog (LogID, LogDate, HumresID, App, WebServer, Machine, LogText)
		VALUES (${int(last - 1)}, DATEADD(second, -2, GETDATE()), 11, N'/docs/DocHome.aspx', N'portal', N'BIKEAPP02', ${nvarchar(2000, `Page 1: ${outOfMemoryTexts[1]} (line 12)`)});
		SET IDENTITY_INSERT dbo.BacoErrorLog OFF;
	`);
	const second = await run(t);
	t.is(second.code, 0, second.stderr);
	t.deepEqual(await restarted(), ['BIKEAPP01', 'BIKEAPP02'], 'and the first one is not the reason for a second restart');
});

test.serial('tells only, unless the profile allows it or in a dry run', async t => {
	const {command, restarted} = await standIn(t);
	await jobs.changeProfile({restarts: {servers: ['BIKEAPP01'], command}});
	const entry = await addError('BIKEAPP01');
	const told = await run(t);
	t.is(told.code, 0, told.stderr);
	t.regex(told.stdout, new RegExp(String.raw`Would restart the web service on BIKEAPP01 because of error-log entry ${entry}\. Profile demo does not allow it: baco profile set demo --allow-restarts`, 'v'));
	await jobs.changeProfile({restarts: {isAllowed: true, servers: ['BIKEAPP01'], command}});
	await addError('BIKEAPP01');
	const dry = await run(t, ['--dry-run']);
	t.regex(dry.stdout, /Would restart the web service on BIKEAPP01/v);
	t.deepEqual(await restarted(), []);
	t.deepEqual(await lines(), []);
	// A dry run leaves no mark either.
	await run(t);
	t.deepEqual(await restarted(), ['BIKEAPP01']);
});

test.serial('leaves alone what is not on the list, what is no host name, and what was restarted just now', async t => {
	const {command, restarted} = await standIn(t);
	await jobs.changeProfile({
		restarts: {
			isAllowed: true, servers: ['BIKEAPP01'], command, coolDownMinutes: 15,
		},
	});
	for (const machine of ['BIKEAPP09', '/delete & now', '', 'BIKEAPP01']) {
		await addError(machine); // eslint-disable-line no-await-in-loop -- in this order
	}

	const first = await run(t);
	t.is(first.code, 1);
	t.regex(first.stderr, /of BIKEAPP09: Not restarted: it is not on the list of the profile\./v);
	t.regex(first.stderr, /of \/delete & now: Not restarted: that is no host name\./v);
	t.regex(first.stderr, /of no machine: Not restarted: the entry names no machine\./v);
	t.deepEqual(await restarted(), ['BIKEAPP01']);
	await addError('BIKEAPP01', {secondsAgo: -1});
	const second = await run(t);
	t.is(second.code, 1);
	t.regex(second.stderr, /Not restarted: it was restarted 0 minutes ago, and is left alone for 15\./v);
	t.regex(second.stdout, /0 machines restarted, 1 left alone\./v);
	t.deepEqual(await restarted(), ['BIKEAPP01']);
});

test.serial('a restart that fails, hangs or cannot be begun is told in the process log', async t => {
	const failing = async (body: string, seconds: string, expected: RegExp) => {
		const {command} = await standIn(t, body);
		await jobs.changeProfile({
			restarts: {
				isAllowed: true, servers: ['BIKEAPP01'], command, coolDownMinutes: 0,
			},
		});
		await addError('BIKEAPP01', {secondsAgo: -1});
		const job = await jobs.start(t, 'error-log-checker', [], {env: {BACO_RESTART_SECONDS: seconds}});
		t.is(await job.exitCode, 1);
		t.regex(job.stdout(), /0 machines restarted, 1 could not be restarted\./v);
		const said = await lines();
		t.regex(said.at(-1)!, /^Could not restart Web service on BIKEAPP01 because of error-log entry \d+: /v);
		t.regex(said.at(-1)!, expected);
	};

	await failing('console.error("Access denied, you must be an administrator"); process.exit(5);', '60', /ended with 5: Access denied, you must be/v);
	await failing('setTimeout(() => {}, 60_000);', '1', /did not end in 1 s/v);

	await jobs.changeProfile({
		restarts: {
			isAllowed: true, servers: ['BIKEAPP01'], coolDownMinutes: 0, command: ['no-such-program', '{server}'],
		},
	});
	await addError('BIKEAPP01', {secondsAgo: -1});
	const job = await run(t);
	t.regex(job.stderr, /Not restarted: .*no-such-program.*ENOENT/v);
});

test.serial('killed in the middle of a restart, it is not the reason for a second one', async t => {
	const {command, restarted} = await standIn(t, 'setTimeout(() => {}, 60_000);');
	await jobs.changeProfile({
		restarts: {
			isAllowed: true, servers: ['BIKEAPP01', 'BIKEAPP02'], command, coolDownMinutes: 0,
		},
	});
	await addError('BIKEAPP01');
	await addError('BIKEAPP02');
	const job = await jobs.start(t, 'error-log-checker');
	await job.prints('Restarting the web service on BIKEAPP01');
	job.child.kill('SIGKILL');
	await job.ended;
	const quick = await standIn(t);
	await jobs.changeProfile({
		restarts: {
			isAllowed: true, servers: ['BIKEAPP01', 'BIKEAPP02'], command: quick.command, coolDownMinutes: 0,
		},
	});
	const next = await run(t);
	t.is(next.code, 0, next.stderr);
	t.regex(next.stdout, /BIKEAPP01 was restarted since error-log entry/v);
	t.deepEqual(await quick.restarted(), ['BIKEAPP02']);
	const before = await restarted();
	t.true(before.every(machine => machine === 'BIKEAPP01'));
});

test.serial('a stop ends it with 8 when the restart that goes on is over; the next run does the others', async t => {
	const mayEnd = path.join(await temporaryFolder(t), 'may-end');
	const {command, restarted} = await standIn(t, `import {existsSync} from 'node:fs'; setInterval(() => { if (existsSync(${JSON.stringify(mayEnd)})) process.exit(); }, 20);`);
	await jobs.changeProfile({
		restarts: {
			isAllowed: true, servers: ['BIKEAPP01', 'BIKEAPP02'], command, coolDownMinutes: 0,
		},
	});
	const entry = await addError('BIKEAPP01');
	await addError('BIKEAPP02');
	const job = await jobs.start(t, 'error-log-checker');
	await job.prints('Restarting the web service on BIKEAPP01');
	job.child.kill('SIGTERM');
	await writeFile(mayEnd, '');
	t.is(await job.exitCode, 8, job.stderr());
	t.deepEqual(await restarted(), ['BIKEAPP01']);
	t.deepEqual(await lines(), [`Restarted Web service on BIKEAPP01 because of because of error-log entry ${entry}`]);
	const next = await run(t);
	t.is(next.code, 0, next.stderr);
	t.regex(next.stdout, /BIKEAPP01 was restarted since error-log entry/v);
	t.deepEqual(await restarted(), ['BIKEAPP01', 'BIKEAPP02']);
});

test('the list knows no case, and a clock that goes back keeps nothing away for ever', t => {
	const now = new Date(Date.UTC(2024, 5, 28, 12));
	const minutesAgo = (minutes: number) => new Date(now.getTime() - (minutes * 60_000));
	const restarts = {servers: ['BikeApp01.example']};
	t.is(judgeMachine('BIKEAPP01.EXAMPLE', restarts, {restartedAt: undefined, now}), undefined);
	t.is(judgeMachine('bikeapp01.example', restarts, {restartedAt: minutesAgo(15), now}), undefined);
	t.regex(judgeMachine('bikeapp01.example', restarts, {restartedAt: minutesAgo(14), now})!, /14 minutes ago/v);
	t.is(judgeMachine('bikeapp01.example', restarts, {restartedAt: minutesAgo(-60), now}), undefined);
	t.regex(judgeMachine('BIKEAPP01', {}, {restartedAt: undefined, now})!, /not on the list/v);
});
