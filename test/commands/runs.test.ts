import {
	mkdir,
	readFile,
	rm,
	writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {execa} from 'execa';
import {changeProfile} from '../../source/profiles/profile-store.js';
import {openSampleHome, type SampleHome} from '../sample-home.js';
import {isGone, until} from '../runs/run-home.js';
import {sampleRecord} from '../runs/sample-record.js';
import {installStandIn, type StandIn} from '../runs/stand-ins/stand-ins.js';
import {program, runBaco, type Outcome} from './run-baco.js';

// The built program on servers that speak TDS, and stand-ins for the vendor's executables: real children of real supervisors.
const onPosix = process.platform === 'win32' ? test.skip : test.serial;
let home: SampleHome;
let profile: string;

test.before(async () => {
	home = await openSampleHome({troubles: ['healthy']});
	profile = home.environment.profile.name;
});

test.after.always(async () => {
	await home?.close();
});

const baco = async (...words: string[]): Promise<Outcome> => runBaco(words, {home: home.directory, environment: home.env});

const install = async (standIn: StandIn): Promise<void> => {
	const folder = await installStandIn(path.join(home.directory, 'Exact Synergy'), 'BacoImporter.exe', standIn);
	await changeProfile(profile, before => ({...before, synergyFolder: folder}));
};

const json = ({stdout}: Outcome) => JSON.parse(stdout) as Record<string, unknown>;
const importer = ['run', 'BacoImporter', '--runner', 'classic'];

test.serial('the catalogue is listed and shown, as text and as JSON', async t => {
	const list = await baco('jobs');
	t.is(list.exitCode, 0);
	t.regex(list.stdout, /financial +baco-importer +00\.808\.843/v);
	t.regex(list.stdout, /^group +job +document +last run +average +next +built in +purpose$/mv);
	t.regex(list.stdout, /baco-process-ratios +00\.810\.877 +never +!?\d\d-\d\d \d\d:\d\d +obsolete/v);
	const {jobs} = json(await baco('jobs', '--json')) as {jobs: ReadonlyArray<Record<string, unknown>>};
	t.is(jobs.length, 20);
	t.true(jobs.every(({schedules}) => Array.isArray(schedules)));
	const shown = await baco('jobs', 'show', 'BDScheduler');
	t.regex(shown.stdout, /Exact\.Process\.exe \/DBCONFIG:NAME \/ASSEMBLY:Exact\.Jobs\.Documents \/CLASS:DocScheduler \/C:VALUE/v);
	t.regex(shown.stdout, /Expire +documents past their deletion date \[open\]/v);
	t.like(json(await baco('jobs', 'show', 'hr-bg-proj', '--json')), {id: 'hr-bg-proj', obsolete: {since: 'batch 285'}, isBuiltIn: false});
	const {leftovers} = json(await baco('jobs', 'show', 'BacoProcessRatios', '--json')) as {leftovers: {found: ReadonlyArray<Record<string, unknown>>; notLooked: readonly unknown[]}};
	t.like(leftovers.found[0], {kind: 'schedule', place: 'SQL Server Agent: Synergy ratios, step run'});
	t.true(leftovers.notLooked.length > 0);
	const left = await baco('jobs', 'show', 'BacoProcessRatios');
	t.regex(left.stdout, /What is left of it[\s\S]*BacoProcessLog: 1 row from/v);
	const unknown = await baco('jobs', 'show', 'nothing', '--json');
	t.is(unknown.exitCode, 2);
	t.is((JSON.parse(unknown.stderr) as {error: {id: string}}).error.id, 'JOB-UNKNOWN');
});

test.serial('what cannot be run is refused with the reason, and leaves no run', async t => {
	const missing = await baco('run', 'scan2exact');
	t.is(missing.exitCode, 2);
	t.regex(missing.stderr, /is not built into baco yet/v);
	const obsolete = await baco('run', 'BacoProcessRatios');
	t.is(obsolete.exitCode, 2);
	t.regex(obsolete.stderr, /not used any more since batch 280/v);
	const parameter = await baco('run', 'baco-replicator2');
	t.is(parameter.exitCode, 2);
	t.regex(parameter.stderr, /\/C: is missing/v);
	const target = await baco(...importer, '/D:Another');
	t.is(target.exitCode, 3);
	const {runs} = json(await baco('runs', '--json')) as {runs: readonly unknown[]};
	t.deepEqual(runs, []);
});

onPosix('a run is started, followed to its end, listed, shown and repeated', async t => {
	await install('tells');
	const followed = await baco(...importer, '/C:100', '--follow');
	t.is(followed.exitCode, 0);
	t.regex(followed.stdout, /argument \/C:100$/mv);
	t.regex(followed.stdout, /err\| one line on stderr/v);
	t.regex(followed.stderr, /SUCCEEDED/v);
	t.regex(followed.stderr, /BacoImporter\.exe" \/S:\S+ \/D:\S+ \/C:100/v, 'the exact command line is shown before the start');
	const shown = json(await baco('runs', 'show', 'last', '--json'));
	t.like(shown, {
		job: 'baco-importer', divisions: ['100'], runner: 'classic', dryRun: false, state: 'succeeded', exitCode: 0, signal: null,
	});
	t.regex(await readFile(shown.log as string, 'utf8'), /argument \/C:100/v);
	const again = await baco('runs', 'again', shown.id as string, '--follow', '--json');
	t.is(again.exitCode, 0);
	const events = again.stdout.trim().split('\n').map(line => JSON.parse(line) as Record<string, unknown>);
	t.like(events.at(-1), {type: 'run', state: 'succeeded'});
	t.true(events.some(({type, stream, text}) => type === 'log' && stream === 'err' && text === 'one line on stderr'));
	const list = await baco('runs');
	t.is(list.stdout.match(/baco-importer/gv)?.length, 2);
	for (const name of ['BacoImporter', 'importer', 'IMP']) {
		const named = await baco('runs', '--job', name); // eslint-disable-line no-await-in-loop -- one after another
		t.is(named.stdout, list.stdout, `by ${name}`);
	}

	const other = await baco('runs', '--job', 'handler');
	t.is(other.stdout, 'No run matches.');
	const none = await baco('runs', '--job', 'nothing');
	t.is(none.exitCode, 2);
	t.regex(none.stderr, /There is no job nothing/v);
	const log = await baco('runs', 'log', 'last', '--errors');
	t.is(log.stdout, 'err| one line on stderr');
});

onPosix('a run over all divisions is among those of a division, and marked; a limit of none is refused', async t => {
	await install('tells');
	const all = json(await baco(...importer, '--follow', '--json').then(outcome => ({...outcome, stdout: outcome.stdout.trim().split('\n').at(-1)!})));
	t.is(all.type, 'run', 'a stream is one JSON document a line, the run is the last');
	const listed = await baco('runs', '--division', '999', '--limit', '1');
	t.regex(listed.stdout, new RegExp(`${String(all.id)} +baco-importer +all +succeeded`, 'v'));
	const none = await baco('runs', '--limit', '0');
	t.is(none.exitCode, 2);
	t.regex(none.stderr, /--limit takes a number of 1 or more, not "0"/v);
});

test.serial('a list that is cut says how many there are', async t => {
	const ids = Array.from({length: 52}, (_, index) => `20261101-1200${String(index).padStart(2, '0')}-aaaa`);
	for (const id of ids) {
		const folder = path.join(home.directory, 'state', 'runs', id);
		await mkdir(folder, {recursive: true}); // eslint-disable-line no-await-in-loop
		t.teardown(async () => rm(folder, {recursive: true}));
		await writeFile(path.join(folder, 'run.json'), JSON.stringify(sampleRecord({id, job: 'log-handler'}))); // eslint-disable-line no-await-in-loop
	}

	const listed = await baco('runs', '--job', 'LogHandler');
	t.is(listed.stdout.match(/log-handler/gv)?.length, 50);
	t.is(listed.stderr, 'baco: the newest 50 of 52 runs shown; --limit 52 shows all.');
	const all = await baco('runs', '--job', 'LogHandler', '--limit', '52');
	t.is(all.stdout.match(/log-handler/gv)?.length, 52);
	t.is(all.stderr, '');
	const cut = await baco('runs', '--job', 'LogHandler', '--limit', '2', '--json');
	t.is(json(cut).matching, 52);
	t.deepEqual((json(cut).runs as ReadonlyArray<{id: string}>).map(({id}) => id), ids.slice(-2).toReversed());
	t.is(cut.stderr, '');
});

test.serial('a damaged record is listed with its file', async t => {
	const id = '20260101-120000-aaaa';
	const folder = path.join(home.directory, 'state', 'runs', id);
	await mkdir(folder, {recursive: true});
	t.teardown(async () => rm(folder, {recursive: true}));
	await writeFile(path.join(folder, 'run.json'), '{');
	const listed = await baco('runs');
	t.true(listed.stdout.includes(`${id}  damaged: it is no whole JSON document: ${path.join(folder, 'run.json')}`), listed.stdout);
	t.like((json(await baco('runs', '--json')).damaged as readonly unknown[])[0], {id});
	const shown = await baco('runs', 'show', id, '--json');
	t.is(shown.exitCode, 3);
	t.is((JSON.parse(shown.stderr) as {error: {id: string}}).error.id, 'RUN-DAMAGED');
});

test.serial('while Synergy is down the record of a run is shown all the same, and why its report is not', async t => {
	const record = sampleRecord({id: '20261127-120000-down', profile, message: 'Moved 98 lines.'});
	const folder = path.join(home.directory, 'state', 'runs', record.id);
	await mkdir(folder, {recursive: true});
	t.teardown(async () => rm(folder, {recursive: true}));
	await writeFile(path.join(folder, 'run.json'), JSON.stringify(record));
	const read = await baco('runs', 'show', record.id, '--process-log');
	t.is(read.exitCode, 0, read.stderr);
	t.regex(read.stdout, /outcome +Moved 98 lines\.[\s\S]+process report: it has no row of this run/v);

	await changeProfile(profile, before => ({...before, server: {host: '127.0.0.1', port: 1}}));
	t.teardown(async () => changeProfile(profile, before => ({...before, server: home.environment.profile.server})));
	const shown = await baco('runs', 'show', record.id, '--process-log');
	t.is(shown.exitCode, 4);
	t.regex(shown.stdout, /outcome +Moved 98 lines\.[\s\S]+\n {2}process report: it could not be read$/v);
	t.regex(shown.stderr, /^baco: .*127\.0\.0\.1.*\n +Why: .+\n +Fix: /v);
	const told = await baco('runs', 'show', record.id, '--process-log', '--json');
	t.is(told.exitCode, 4);
	const document = json(told);
	t.like(document, {id: record.id, message: 'Moved 98 lines.', processLog: null});
	t.deepEqual((JSON.parse(told.stderr) as {error: unknown}).error, document.processLogError);
	t.like(document.processLogError, {id: 'SYN-1'});
	const alone = await baco('runs', 'show', record.id);
	t.is(alone.exitCode, 0, 'without the report nobody is asked');
});

onPosix('the outcome of a followed run is the exit code', async t => {
	await install('fails');
	const failed = await baco(...importer, '--follow');
	t.is(failed.exitCode, 1);
	t.regex(failed.stderr, /FAILED/v);
});

onPosix('a second run of the same job is refused, the first can be stopped', async t => {
	await install('works');
	const first = json(await baco(...importer, '--json'));
	t.is(first.state, 'running');
	const second = await baco(...importer, '/C:100');
	t.is(second.exitCode, 6);
	t.regex(second.stderr, new RegExp(`baco runs cancel ${String(first.id)}`, 'v'));
	const checked = await baco(...importer, '/C:100', '--check');
	t.is(checked.exitCode, 6, 'as the start itself');
	t.regex(checked.stdout, /fail +Other runs/v);
	const dry = await baco('run', 'BacoImporter', '/C:100', '--dry-run', '--check');
	t.is(dry.exitCode, 0);
	t.regex(dry.stdout, /warn +Other runs .*a dry run takes no lock and writes nothing/v);
	const beside = await baco('run', 'BacoImporter', '/C:100', '--dry-run', '--follow');
	t.regex(beside.stderr, /12 would be written/v, 'it runs, and shows what it would do');
	const forced = await baco(...importer, '--force');
	t.is(forced.exitCode, 6, 'no force starts it twice');
	const cancelled = await baco('runs', 'cancel', first.id as string);
	t.is(cancelled.exitCode, 0);
	const end = await until(async () => {
		const shown = json(await baco('runs', 'show', first.id as string, '--json'));
		return shown.state !== 'running' && shown;
	}, 'the end of the run');
	t.is(end.state, 'cancelled');
	const over = await baco('runs', 'cancel', first.id as string);
	t.is(over.exitCode, 2);
});

onPosix('a new start beside a lost run whose job lives, and its log, say what it is and what ends it', async t => {
	await install('works');
	const first = json(await baco(...importer, '/C:100', '--json'));
	const id = first.id as string;
	await until(async () => {
		const {stdout} = await baco('runs', 'log', id);
		return stdout.includes('working');
	}, 'a run that works');
	const record = JSON.parse(await readFile(path.join(home.directory, 'state', 'runs', id, 'run.json'), 'utf8')) as {supervisor: {pid: number}; child: {pid: number}};
	t.teardown(async () => baco('runs', 'cancel', id, '--now'));
	process.kill(record.supervisor.pid, 'SIGKILL');
	await isGone(record.supervisor.pid);
	const {pid} = record.child;

	const refused = await baco(...importer, '/C:100');
	t.is(refused.exitCode, 6);
	t.regex(refused.stderr, new RegExp(String.raw`${id}, started .+ on 100, is lost, but its process ${pid} still lives and nobody watches it\.\n`, 'v'));
	t.regex(refused.stderr, new RegExp(String.raw`Fix: baco runs cancel ${id} ends it\.`, 'v'));
	t.notRegex(refused.stderr, /--follow|Wait for/v);
	const asJson = await baco(...importer, '/C:100', '--json');
	const told = JSON.parse(asJson.stderr) as {error: {id: string; fix: string; checks: ReadonlyArray<Record<string, unknown>>}};
	t.like(told.error, {id: 'JOB-BUSY', fix: `baco runs cancel ${id} ends it.`});
	t.deepEqual(told.error.checks.find(check => check.id === 'RUNNING')?.evidence, {id, state: 'lost', pid});
	const checked = await baco(...importer, '/C:100', '--check');
	t.is(checked.exitCode, 6);
	t.regex(checked.stdout, new RegExp(String.raw`fail +Other runs .*is lost, but its process ${pid} still lives.* baco runs cancel ${id} ends it\.`, 'v'));
	const dry = await baco('run', 'BacoImporter', '/C:100', '--dry-run', '--check');
	t.is(dry.exitCode, 0);
	t.regex(dry.stdout, new RegExp(String.raw`warn +Other runs .*is lost, but .*a dry run takes no lock.* baco runs cancel ${id} ends it\.`, 'v'));

	const words = `baco: ${id} is lost: process ${pid} still lives, but nobody watches it or writes its log any more. baco runs cancel ${id} ends it.`;
	const followed = await baco('runs', 'log', id, '--follow');
	t.is(followed.exitCode, 1);
	t.regex(followed.stdout, /working/v);
	t.true(followed.stderr.endsWith(words), followed.stderr);
	const stream = await baco('runs', 'log', id, '--follow', '--json');
	t.like(JSON.parse(stream.stdout.trim().split('\n').at(-1)!), {
		type: 'run', state: 'lost', isOrphan: true, pid,
	});
	const log = await baco('runs', 'log', id);
	t.is(log.exitCode, 0);
	t.is(log.stderr, words);

	await baco('runs', 'cancel', id);
	t.true(await isGone(pid));
	const over = await baco('runs', 'log', id, '--follow');
	t.is(over.exitCode, 1);
	t.notRegex(over.stderr, /still lives/v);
	const free = await baco(...importer, '/C:100', '--check');
	t.is(free.exitCode, 0, 'nothing stands in the way any more');
});

onPosix('Ctrl-C leaves a followed run going, and says so; a killed launcher and its group do not end it either', async t => {
	await install('waits');
	const end = path.join(home.directory, 'end');
	const environment = {
		PATH: process.env.PATH ?? '', ...home.env, STAND_IN_END: end,
	};
	const follower = execa(process.execPath, [program, ...importer, '--follow'], {
		env: environment, extendEnv: false, reject: false, detached: true,
	});
	await until(async () => {
		const shown = await baco('runs', 'log', 'last');
		return shown.stdout.includes('waiting');
	}, 'a run that waits');
	follower.kill('SIGINT');
	const left = await follower;
	t.is(left.exitCode, 130);
	t.regex(left.stderr, /the run goes on/v);
	t.is(json(await baco('runs', 'show', 'last', '--json')).state, 'running');

	const second = execa(process.execPath, [program, 'runs', 'log', 'last', '--follow'], {
		env: environment, extendEnv: false, reject: false, detached: true,
	});
	process.kill(-second.pid!, 'SIGKILL');
	await second;
	t.true(await isGone(second.pid!));
	t.is(json(await baco('runs', 'show', 'last', '--json')).state, 'running');
	await writeFile(end, '');
	const followed = await baco('runs', 'log', 'last', '--follow');
	t.is(followed.exitCode, 0);
});

onPosix('outside a terminal a followed run tells its progress now and then on stderr, and nothing else on stdout', async t => {
	await install('progresses');
	const end = path.join(home.directory, 'end-of-progress');
	const words = [program, ...importer, '/C:100', '--follow'];
	const follower = execa(process.execPath, words, {
		env: {
			PATH: process.env.PATH ?? '', ...home.env, STAND_IN_END: end, BACO_FOLLOW_SECONDS: '1',
		}, extendEnv: false, reject: false,
	});
	let told = '';
	follower.stderr.on('data', chunk => {
		told += String(chunk);
	});
	await until(() => /^baco: \d+\/1000 entries \(\d+ %\), (?:\d+\/s, )?\d+ s.*, division 100, posting$/mv.test(told), 'a line of progress');
	await writeFile(end, '');
	const {stdout, exitCode} = await follower;
	t.is(exitCode, 0);
	t.deepEqual(stdout.split('\n').slice(0, 2), ['the first line', 'the last line']);
	t.notRegex(stdout, /entries/v);
});

test.serial('checks before a start say what they saw', async t => {
	await install('tells');
	const {exitCode, stdout} = await baco(...importer, '/C:100', '--check');
	t.is(exitCode, 0);
	t.regex(stdout, /pass +Divisions +100/v);
	t.regex(stdout, /pass +Role/v);
	t.regex(stdout, /skipped +Function right/v);
	const wrong = await baco(...importer, '/C:999', '--check');
	t.is(wrong.exitCode, 2, 'as the start itself');
	t.regex(wrong.stdout, /fail +Divisions +not in this database: 999/v);
	const refused = await baco(...importer, '/C:999');
	t.is(refused.exitCode, 2);
	t.regex(refused.stderr, /not in this database: 999/v);
	const told = await baco(...importer, '/C:999', '--json');
	t.is(told.exitCode, 2);
	const {error} = JSON.parse(told.stderr) as {error: {id: string; checks: ReadonlyArray<{id: string; status: string; detail: string}>}};
	t.is(error.id, 'JOB-DIVISIONS');
	t.like(error.checks.find(({id}) => id === 'DIVISIONS'), {status: 'fail', detail: 'not in this database: 999'});
	t.true(error.checks.some(({status}) => status === 'pass'));
});

test.serial('a read-only profile starts no run that changes something', async t => {
	await install('tells');
	await changeProfile(profile, before => ({...before, readOnly: true}));
	const refused = await baco(...importer, '/C:100');
	await changeProfile(profile, before => ({...before, readOnly: false}));
	t.is(refused.exitCode, 5);
	t.regex(refused.stderr, /read-only/v);
});

test.serial('the process report is read, filtered, and calls no number an error before the operator does', async t => {
	const all = await baco('process-log');
	t.regex(all.stdout, /BacoReplicator2 +0 .*Replication finished/v);
	const {rows} = json(await baco('process-log', '--job', 'log-handler', '--json')) as {rows: ReadonlyArray<Record<string, unknown>>};
	t.true(rows.length > 0);
	t.true(rows.every(({process: name, kind}) => String(name).startsWith('LogHandler') && kind === null));
	for (const name of ['LogHandler', 'loghandler.exe', 'handler', 'HANDLER', 'log-hand']) {
		// eslint-disable-next-line no-await-in-loop -- one after another
		const named = json(await baco('process-log', '--job', name, '--json'));
		t.deepEqual(named.rows, rows, `by ${name}`);
	}

	const none = await baco('process-log', '--errors', '--since', '1h');
	t.is(none.exitCode, 0, 'no row of the last hour can be an error');
	t.is(none.stdout, 'No row matches.');
	const unknown = await baco('process-log', '--errors');
	t.is(unknown.exitCode, 3);
	t.regex(unknown.stderr, /0 \(\d+ rows, such as/v);
	await baco('profile', 'set', profile, '--process-log-type', 'error=2,3', '--process-log-type', 'information=0');
	const errors = await baco('process-log', '--errors');
	t.is(errors.exitCode, 0);
	const types = await baco('process-log', '--types');
	t.regex(types.stdout, /0 +vendor's program +information +\d+/v);
	const recent = await baco('process-log', '--since', '1h');
	t.is(recent.exitCode, 0);
	t.is(recent.stdout, 'No row matches.');
});
