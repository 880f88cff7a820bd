import test, {type ExecutionContext} from 'ava';
import {findJob} from '../../../source/runs/catalogue/find-job.js';
import type {RunRecord} from '../../../source/runs/contract.js';
import {checkDryRun} from '../../../source/runs/preflight/check-dry-run.js';
import {writeRecord} from '../../../source/runs/store/record-file.js';
import {newRunId} from '../../../source/runs/store/run-folder.js';
import {temporaryHome} from '../../home.js';
import {sampleRecord} from '../sample-record.js';

const keep = async (time: string, rest: Partial<RunRecord>) => {
	const id = newRunId(new Date(time));
	await writeRecord(sampleRecord({
		id, job: 'log-handler', requestedAt: time, ...rest,
	}));
};

const look = async (t: ExecutionContext, ...runs: ReadonlyArray<readonly [string, Partial<RunRecord>]>) => {
	await temporaryHome(t);
	for (const [time, rest] of runs) {
		// eslint-disable-next-line no-await-in-loop -- one after another
		await keep(time, rest);
	}

	return checkDryRun({
		job: findJob('log-handler'), runner: 'built-in', values: {N: '30'}, dryRun: false,
	}, 'test');
};

const dry = {dryRun: true, values: {N: ' 30'}, counts: {read: 120, written: 30, rejected: 0}};

test.serial('the last dry run with the same values tells what would change', async t => {
	const [check] = await look(t, ['2026-11-27T08:00:00.000Z', dry], ['2026-11-27T09:00:00.000Z', {...dry, values: {N: '60'}, counts: {read: 9, written: 9, rejected: 9}}]);
	t.is(check?.status, 'pass');
	t.regex(check!.detail, /120 read, 30 would be written/v);
});

test.serial('what the dry run would delete is called deleted', async t => {
	const counts = {
		read: 120, written: 0, rejected: 0, deleted: 120,
	};
	const [check] = await look(t, ['2026-11-27T08:00:00.000Z', {...dry, counts}]);
	t.regex(check!.detail, /120 read, 120 would be deleted, 0 would be rejected/v);
});

test.serial('a dry run that ran to its end with rejections tells of them, one that broke off tells nothing', async t => {
	const failed = {
		...dry, state: 'failed', exitCode: 1, counts: {read: 120, written: 117, rejected: 3},
	} as const;
	const divisionStates = [{division: '100', state: 'failed', message: '3 entries rejected'}, {division: '120', state: 'done', message: ''}];
	const [check] = await look(t, ['2026-11-27T08:00:00.000Z', {...failed, isComplete: true, divisionStates}]);
	t.is(check?.status, 'warn');
	t.regex(check!.detail, /ran to its end, 120 read, 117 would be written, 3 would be rejected; not everything of division 100$/v);
	t.regex(check!.fix, /baco runs show 20261127-080000-.+ tells each\.$/v);
	const rejections = Array.from({length: 1000}, (_, index) => ({division: '100', reference: `entry ${index}`, reason: 'It does not balance.'}));
	const [many] = await look(t, ['2026-11-27T08:00:00.000Z', {
		...failed, counts: {read: 4000, written: 1000, rejected: 3000}, isComplete: true, divisionStates, rejections,
	}]);
	t.regex(many!.fix, /baco runs show 20261127-080000-.+ tells the first 1000\.$/v);
	const [broken] = await look(t, ['2026-11-27T08:00:00.000Z', {...failed, isComplete: false}]);
	t.regex(broken!.detail, /none with these values has come to its end yet/v);
});

test.serial('a dry run that failed, or of other values, or of another profile tells nothing', async t => {
	const [check] = await look(t, ['2026-11-27T08:00:00.000Z', {...dry, state: 'failed'}], ['2026-11-27T08:10:00.000Z', {...dry, values: {}}], ['2026-11-27T08:20:00.000Z', {...dry, profile: 'other'}]);
	t.is(check?.status, 'warn');
	t.regex(check!.detail, /none with these values has come to its end yet/v);
});

test.serial('a dry run from before the last real run tells nothing of the next', async t => {
	const [check] = await look(t, ['2026-11-27T08:00:00.000Z', dry], ['2026-11-27T08:10:00.000Z', {...dry, dryRun: false, state: 'failed'}]);
	t.is(check?.status, 'warn');
	t.regex(check!.detail, /since they were last run for real/v);
});

test.serial('a dry run and a job without danger are not asked for one; the vendor\'s programs have none', async t => {
	await temporaryHome(t);
	const choice = {
		job: findJob('log-handler'), runner: 'built-in', values: {}, dryRun: false,
	} as const;
	t.deepEqual(await checkDryRun({...choice, dryRun: true}, 'test'), []);
	t.deepEqual(await checkDryRun({...choice, job: findJob('baco-replicator2')}, 'test'), []);
	const [check] = await checkDryRun({...choice, runner: 'classic'}, 'test');
	t.is(check?.status, 'warn');
	t.regex(check!.fix, /built-in job shows what would change/v);
});
