import {fileURLToPath} from 'node:url';
import test from 'ava';
import {ofLostSynergy} from '../../../jobs/runtime/lost-synergy.js';
import {BacoError} from '../../../source/problems/baco-error.js';
import type {Profile} from '../../../source/profiles/profile.js';
import {SqlFailure} from '../../../source/sql/sql-failure.js';
import {openSampleHome} from '../../sample-home.js';
import {startJobProcess} from '../job-process.js';

const work = {
	synergy: {lost: new Error('socket hang up')},
	profile: {name: 'erp', server: {host: 'BIKESQL01'}} as unknown as Profile,
	progress: {
		done: 4000, total: 23_600, unit: 'lines', division: '110', phase: 'moving entries to the ledger',
	},
	isDryRun: false,
};
const hangUp = new SqlFailure('closed', 'Connection lost - socket hang up', {code: 'ESOCKET', socketCode: 'ECONNRESET'});

const brokenOf = (error: unknown, more: Partial<typeof work> = {}) => {
	const problem = ofLostSynergy(error, {...work, ...more});
	return problem instanceof BacoError ? {id: problem.id, ...problem.explanation} : undefined;
};

test('the loss is told with what was done, and no other settings are advised', t => {
	const broken = brokenOf(hangUp)!;
	t.is(broken.id, 'JOB-BROKEN');
	t.is(broken.summary, 'The connection to BIKESQL01 broke in the middle of the work on division 110 (moving entries to the ledger): 4000 of 23600 lines done, 19600 left.');
	t.regex(broken.cause, /\(ECONNRESET\)\. What was committed before stays/v);
	t.regex(broken.fix, /run the job again/v);
	t.notRegex(Object.values(broken).join(' '), /TLS/v);
});

test('what failed after the loss does not hide it', t => {
	t.is(brokenOf(new BacoError('TLS-4', {host: 'BIKESQL01', port: 1433}))?.id, 'JOB-BROKEN');
	t.true(brokenOf(new SqlFailure('closed', 'lost', {outcomeUnknown: true}))?.cause.includes('not known'));
});

test('a stop, and a failure while Synergy is there, stay as they are', t => {
	const stop = new BacoError('JOB-STOPPED', {reason: 'timeout'});
	t.is(ofLostSynergy(stop, work), stop);
	t.is(ofLostSynergy(hangUp, {...work, synergy: {lost: undefined}}), hangUp);
});

test('a server that stops under a job ends it with 4 and says how far it came', async t => {
	const home = await openSampleHome({troubles: ['healthy'], services: false});
	t.teardown(home.close);
	const job = startJobProcess(fileURLToPath(new URL('trivial-job.js', import.meta.url)), ['/S:BIKESQL01', '/D:Synergy', '/C:100', '/N:5000'], {env: {...home.env, BACO_CHECKPOINT_DIR: home.directory}});
	t.teardown(() => job.child.kill('SIGKILL'));
	await job.prints('Step 3');
	await home.environment.servers.get('BIKESQL01')!.stop();
	t.is(await job.exitCode, 4, job.stderr());
	t.regex(job.stderr(), /^Trivial: The connection to BIKESQL01 broke in the middle of the work \(counting\): \d+ of 5000 steps done, \d+ left\.\n/v);
	t.notRegex(job.stderr(), /TLS/v);
	t.like(job.events().at(-1), {type: 'end', isComplete: false});
});

for (const [divisions, printed, told] of [
	['100,110', 'Division 110: started', 'in the middle of the work on division 110, before that told of any progress'],
	['100', 'Division 100: done', 'after the work on division 100'],
] as const) {
	test(`the progress of a division that is over is not told of what broke behind it (${divisions})`, async t => {
		const home = await openSampleHome({troubles: ['healthy'], services: false});
		t.teardown(home.close);
		const job = startJobProcess(fileURLToPath(new URL('trivial-job.js', import.meta.url)), ['/S:BIKESQL01', '/D:Synergy', `/C:${divisions}`, '/MODE:begin'], {env: {...home.env, BACO_CHECKPOINT_DIR: home.directory}});
		t.teardown(() => job.child.kill('SIGKILL'));
		await job.prints(printed);
		t.like(job.events().find(({type}) => type === 'divisions'), {total: divisions.split(',').length});
		await home.environment.servers.get('BIKESQL01')!.stop();
		t.is(await job.exitCode, 4, job.stderr());
		t.true(job.stderr().startsWith(`Trivial: The connection to BIKESQL01 broke ${told}.\n`), job.stderr());
	});
}
