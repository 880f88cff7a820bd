import {mkdir, symlink, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {isRunning} from '../../source/platform/is-running.js';
import {cancelRun, forceLost} from '../../source/runs/cancel.js';
import type {RunRecord} from '../../source/runs/contract.js';
import {launch} from '../../source/runs/launch.js';
import {findJob} from '../../source/runs/catalogue/find-job.js';
import {readRecord, readStatus, writeRecord} from '../../source/runs/store/record-file.js';
import {logFileName} from '../../source/runs/store/log-files.js';
import {runFolder} from '../../source/runs/store/run-folder.js';
import {listed, outcomeText} from '../../source/runs/listed-run.js';
import {isOrphaned, settle} from '../../source/runs/store/settle.js';
import {stoppedText} from '../../source/runs/stop-text.js';
import {stopUnderWay} from '../../source/runs/store/stop-under-way.js';
import {
	ended,
	isGone,
	logged,
	openRunHome,
	until,
	wholeLog,
} from './run-home.js';

// Real supervisors, real executables, real signals. Windows has neither these signals nor scripts as executables.
const onPosix = process.platform === 'win32' ? test.skip : test.serial;
const onLinux = process.platform === 'linux' ? test.serial : test.skip;

test.beforeEach(() => {
	process.env.BACO_STOP_ASK_SECONDS = '1';
	process.env.BACO_STOP_TERMINATE_SECONDS = '1';
});

onPosix('a run ends with the outcome of its process, its log in order with time and stream', async t => {
	const {start} = await openRunHome(t, 'tells');
	process.env.BACO_PASSWORD_TEST_OPERATOR = 'top secret';
	t.teardown(() => {
		delete process.env.BACO_PASSWORD_TEST_OPERATOR;
	});
	const record = await start({values: {C: '001,002'}});
	const end = await ended(record.id);
	t.like(end, {
		state: 'succeeded', exitCode: 0, signal: null, divisions: ['001', '002'], runner: 'classic', job: 'baco-importer',
	});
	t.true(end.durationMs! >= 0);
	const lines = await wholeLog(record.id);
	t.deepEqual(lines.filter(({stream}) => stream === 'out').map(({text}) => text), ['argument /S:synergy.example,1433', 'argument /D:Delta Bike', 'argument /C:001,002', 'secrets in the environment: 0']);
	t.deepEqual(lines.filter(({stream}) => stream === 'err').map(({text}) => text), ['one line on stderr']);
	t.true(lines.every(({at}) => !Number.isNaN(Date.parse(at))));
	t.deepEqual(lines.map(({number}) => number), lines.map((_, index) => index + 1));
});

onPosix('a failure keeps its exit code', async t => {
	const {start} = await openRunHome(t, 'fails');
	const {id} = await start();
	const end = await ended(id);
	t.like(end, {state: 'failed', exitCode: 3});
});

onPosix('a program that cannot be started is a failed run with the reason', async t => {
	const {profile, home} = await openRunHome(t, 'tells');
	await writeFile(path.join(home, 'Exact Synergy/bin/LogHandler.exe'), 'no program', {mode: 0o600});
	const record = await launch(profile, {
		job: findJob('log-handler'), runner: 'classic', values: {}, dryRun: false,
	});
	t.is(record.state, 'failed');
	t.regex(record.message!, /EACCES/v);
	t.like(await readRecord(record.id), {state: 'failed'});
});

onPosix('asked to stop, a job that listens is cancelled', async t => {
	const {start} = await openRunHome(t, 'works');
	const {id} = await start();
	await logged(id, /working/v);
	await cancelRun(id, {mode: 'ask'});
	const end = await ended(id);
	t.like(end, {state: 'cancelled', exitCode: 8});
	t.is(end.stop?.stage, 'asked');
	const lines = await wholeLog(id);
	t.true(lines.some(({text}) => text === 'stopping at a safe point'));
});

onPosix('a job that ignores signals is killed in the end', async t => {
	const {start} = await openRunHome(t, 'ignoresSignals');
	const record = await start();
	await logged(record.id, /deaf/v);
	await cancelRun(record.id, {mode: 'ask'});
	const end = await ended(record.id);
	t.like(end, {state: 'cancelled', signal: 'SIGKILL'});
	const {stage, at, terminatedAt, killedAt} = end.stop!;
	t.is(stage, 'killed');
	t.true(Date.parse(at) < Date.parse(terminatedAt!) && Date.parse(terminatedAt!) < Date.parse(killedAt!), 'each has its own time');
	t.true(Date.parse(killedAt!) <= Date.parse(end.endedAt!));
	const lines = await wholeLog(record.id);
	t.true(lines.some(({text}) => text === 'ignored SIGTERM'));
	t.true(await isGone(record.child!.pid));
});

onPosix('a kill does not wait', async t => {
	process.env.BACO_STOP_ASK_SECONDS = '1000';
	const {start} = await openRunHome(t, 'ignoresSignals');
	const {id} = await start();
	await logged(id, /deaf/v);
	await cancelRun(id, {mode: 'kill'});
	const end = await ended(id);
	t.like(end, {state: 'cancelled', signal: 'SIGKILL'});
});

onPosix('a kill on top of a request keeps the time of the request, and has its own', async t => {
	process.env.BACO_STOP_ASK_SECONDS = '1000';
	const {start} = await openRunHome(t, 'ignoresSignals');
	const record = await start();
	await logged(record.id, /deaf/v);
	// The supervisor sees nothing of the request before the kill.
	process.kill(record.supervisor!.pid, 'SIGSTOP');
	await cancelRun(record.id, {mode: 'ask'});
	const asked = await stopUnderWay(record);
	await cancelRun(record.id, {mode: 'kill'});
	process.kill(record.supervisor!.pid, 'SIGCONT');
	const {stop} = await ended(record.id);
	t.like(stop, {stage: 'killed', at: asked!.at});
	t.is(stop!.terminatedAt, undefined);
	t.true(Date.parse(stop!.killedAt!) >= Date.parse(stop!.at));
	t.regex(stoppedText(stop!), /^asked by \S+ at .+, killed at .+$/v);
});

onLinux('grandchildren are ended too, also one that left group, session and parent', async t => {
	const {start} = await openRunHome(t, 'forks');
	const {id} = await start();
	const {near, far} = await logged(id, /children (?<near>\d+) (?<far>\d+)/v);
	await cancelRun(id, {mode: 'ask'});
	const end = await ended(id);
	t.is(end.state, 'cancelled');
	t.true(await isGone(Number(near)));
	t.true(await isGone(Number(far)));
});

onLinux('a job that ends and leaves a process that holds its pipes is over, and says so', async t => {
	const {start} = await openRunHome(t, 'leaves');
	const {id} = await start();
	const end = await ended(id);
	const {child} = await logged(id, /child (?<child>\d+)/v);
	t.is(end.state, 'succeeded');
	t.true(end.notes.some(note => note.includes(child!)));
	t.true(isRunning(Number(child)));
});

onPosix('the time of a run can be limited', async t => {
	const {start} = await openRunHome(t, 'works');
	const {id} = await start({timeoutMs: 300});
	const end = await ended(id);
	t.is(end.state, 'timed-out');
	t.regex(end.message!, /time was over/v);
});

onPosix('no line of a flood is lost', async t => {
	const {start} = await openRunHome(t, 'floods');
	const {id} = await start();
	const end = await ended(id);
	t.is(end.state, 'succeeded');
	const lines = await wholeLog(id);
	const numbers = lines.map(({text}) => Number(/^line (?<number>\d+) x{60}$/v.exec(text)?.groups?.number)).filter(number => !Number.isNaN(number));
	t.is(numbers.length, 20_000);
	t.is(new Set(numbers).size, 20_000);
	t.true(lines.filter(({stream}) => stream === 'err').every(({text}) => Number(/\d+/v.exec(text)![0]) % 10 === 0));
});

onPosix('output that is not UTF-8 becomes text', async t => {
	const {start} = await openRunHome(t, 'notUtf8');
	const {id} = await start();
	await ended(id);
	const lines = await wholeLog(id);
	t.deepEqual(lines.filter(({stream}) => stream === 'out').map(({text}) => text), ['café €', 'naïve in UTF-8', '10 %', '20 %', 'end']);
});

// The matrix: who is signalled how, and what is true afterwards.
for (const signal of ['SIGHUP', 'SIGTERM', 'SIGINT', 'SIGKILL'] as const) {
	onPosix(`the job is sent ${signal} from outside`, async t => {
		const {start} = await openRunHome(t, 'waits');
		const record = await start();
		await logged(record.id, /waiting/v);
		process.kill(record.child!.pid, signal);
		const end = await ended(record.id);
		t.is(end.state, 'failed');
		t.is(end.signal, signal);
		t.regex(end.message!, new RegExp(signal, 'v'));
	});
}

onPosix('a supervisor that gets SIGHUP goes on', async t => {
	const {start, home} = await openRunHome(t, 'waits');
	process.env.STAND_IN_END = path.join(home, 'end');
	const record = await start();
	await logged(record.id, /waiting/v);
	process.kill(record.supervisor!.pid, 'SIGHUP');
	const found = await readRecord(record.id);
	t.like(await settle(found!), {state: 'running'});
	await writeFile(process.env.STAND_IN_END, '');
	const end = await ended(record.id);
	t.is(end.state, 'succeeded');
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
	onPosix(`a supervisor that gets ${signal} stops its job`, async t => {
		const {start} = await openRunHome(t, 'works');
		const record = await start();
		await logged(record.id, /working/v);
		process.kill(record.supervisor!.pid, signal);
		const end = await ended(record.id);
		t.is(end.state, 'cancelled');
		t.is(end.stop?.reason, 'signal');
	});
}

onPosix('a killed supervisor is a lost run, whose job goes on and can still be ended', async t => {
	const {start, home} = await openRunHome(t, 'waits');
	process.env.STAND_IN_END = path.join(home, 'end');
	const record = await start();
	await logged(record.id, /waiting/v);
	process.kill(record.supervisor!.pid, 'SIGKILL');
	const lost = await until(async () => {
		const found = await readRecord(record.id);
		const settled = await settle(found!);
		return settled.state === 'lost' && settled;
	}, 'a lost run');
	t.like(await readRecord(record.id), {state: 'lost'});
	t.true(await isOrphaned(lost));
	t.true(isRunning(record.child!.pid));
	t.is(lost.durationMs, null, 'nobody knows yet how long it takes');
	t.is(lost.counts, null, 'the program told none');
	t.false(Number.isNaN(Date.parse(lost.seenAt!)));
	const now = await listed(lost);
	t.regex(outcomeText(now), new RegExp(`Process ${record.child!.pid} still lives .*baco runs cancel ${record.id}`, 'v'));
	await cancelRun(record.id, {mode: 'ask'});
	t.true(await isGone(record.child!.pid));
	t.false(await isOrphaned(lost));
	const stopped = await until(async () => {
		const found = await readRecord(record.id);
		return found?.durationMs !== null && found;
	}, 'the end in the record');
	t.is(stopped.state, 'lost');
	t.like(stopped.stop, {reason: 'cancel', by: os.userInfo().username});
	t.regex(stopped.message!, /^Its supervisor was ended, or the machine was restarted\. Its job was .+ by .+ and has ended; what it did while nobody watched it is not known\.$/v);
	t.true(Date.parse(stopped.endedAt!) >= Date.parse(stopped.stop!.at));
});

onPosix('the stop of a lost run is told at once, goes on by itself, and a kill cuts it short', async t => {
	process.env.BACO_STOP_ASK_SECONDS = '1000';
	const {start} = await openRunHome(t, 'ignoresSignals');
	const record = await start();
	await logged(record.id, /deaf/v);
	process.kill(record.supervisor!.pid, 'SIGKILL');
	await until(async () => {
		const settled = await settle((await readRecord(record.id))!);
		return settled.state === 'lost';
	}, 'a lost run');
	const first = await cancelRun(record.id, {mode: 'ask'});
	t.is(first.before, null);
	const stop = await until(async () => await stopUnderWay((await readRecord(record.id))!) ?? undefined, 'a stop under way');
	t.is(stop.stage, 'asked');
	t.true(isRunning(record.child!.pid));
	const second = await cancelRun(record.id, {mode: 'ask'});
	t.like(second.before, {by: os.userInfo().username, stage: 'asked'});
	await cancelRun(record.id, {mode: 'kill'});
	t.true(await isGone(record.child!.pid));
	const end = await until(async () => {
		const found = await readRecord(record.id);
		return found?.durationMs !== null && found;
	}, 'the end in the record');
	t.is(end.stop!.stage, 'killed');
});

onPosix('both killed at once is a lost run', async t => {
	const {start} = await openRunHome(t, 'waits');
	const record = await start();
	await logged(record.id, /waiting/v);
	process.kill(record.supervisor!.pid, 'SIGKILL');
	process.kill(record.child!.pid, 'SIGKILL');
	const end = await ended(record.id);
	t.is(end.state, 'lost');
});

onPosix('a supervisor that does not answer can be given up', async t => {
	const {start} = await openRunHome(t, 'ignoresSignals');
	const record = await start();
	await logged(record.id, /deaf/v);
	process.kill(record.supervisor!.pid, 'SIGSTOP');
	const lost = await forceLost(record.id);
	t.is(lost.state, 'lost');
	t.true(await isGone(record.child!.pid));
});

onLinux('after a restart of the machine another process may have the number: the run is lost', async t => {
	const {start} = await openRunHome(t, 'waits');
	const record = await start();
	await logged(record.id, /waiting/v);
	process.kill(record.supervisor!.pid, 'SIGKILL');
	await isGone(record.supervisor!.pid);
	// This test's own process stands in for the stranger that got the supervisor's number.
	const reused: RunRecord = {...record, supervisor: {pid: process.pid, start: record.supervisor!.start}, child: {pid: process.pid, start: record.child!.start}};
	await writeRecord(reused);
	const settled = await settle(reused);
	t.is(settled.state, 'lost');
	t.false(await isOrphaned(settled));
});

onLinux('a run whose launcher died before the supervisor was there was never started', async t => {
	const {start} = await openRunHome(t, 'tells');
	const record = await start();
	await ended(record.id);
	const starting: RunRecord = {
		...record, state: 'starting', supervisor: null, child: null, launcher: {pid: process.pid, start: 'another boot'},
	};
	await writeRecord(starting);
	const settled = await settle(starting);
	t.is(settled.state, 'lost');
	t.regex(settled.message!, /never started/v);
});

onLinux('a full disk loses log lines, not the job, and the record says so', async t => {
	const {start, profile} = await openRunHome(t, 'waits');
	const folder = path.join(profile.synergyFolder!, 'end');
	process.env.STAND_IN_END = folder;
	const first = await start();
	await writeFile(folder, '');
	await ended(first.id);
	// The next log file leads to a device that is always full.
	process.env.BACO_RUN_LOG_FILE_BYTES = '1';
	t.teardown(() => {
		delete process.env.BACO_RUN_LOG_FILE_BYTES;
	});
	await mkdir(runFolder(first.id), {recursive: true});
	process.env.STAND_IN_END = `${folder}-2`;
	const record = await start();
	await logged(record.id, /waiting/v);
	await symlink('/dev/full', logFileName(runFolder(record.id), 2));
	await writeFile(`${folder}-2`, '');
	const end = await ended(record.id);
	t.is(end.state, 'succeeded');
	t.true(end.notes.some(note => /lines? (?:is|are) missing after line 1, .*ENOSPC, the disk is full/v.test(note)));
	t.like(end.logGaps?.[0], {after: 1, to: null, reason: 'ENOSPC'});
});

onPosix('how a job is doing is told about once a second', async t => {
	const {start} = await openRunHome(t, 'works');
	const {id} = await start();
	const status = await until(async () => {
		const now = await readStatus(id);
		return now?.cpu !== undefined && now;
	}, 'a sample of the processor');
	t.true(status.memory! > 1_000_000);
	t.true(status.processes! >= 1);
});
