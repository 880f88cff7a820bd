import test from 'ava';
import {BacoError} from '../../../source/problems/baco-error.js';
import {failed} from '../../../source/runs/preflight/check.js';
import {sampleRecord} from '../../runs/sample-record.js';
import {sampleProfile} from '../sample-services.js';
import {goToJob, openRuns} from './open-runs.js';

const down = '\u{1B}[B';
const logHandler = async (options: Parameters<typeof openRuns>[0] = {}) => {
	const opened = await openRuns(options);
	await goToJob(opened, 'LogHandler');
	opened.screen.press('\r');
	await opened.screen.shows('Launch LogHandler');
	return opened;
};

test('a job that deletes is run dry first; its result offers the real run with the same values', async t => {
	const {screen, seen} = await logHandler({ends: {message: '30 rows would be deleted.', counts: {read: 120, written: 30, rejected: 0}}});
	t.regex(screen.text(), /! It deletes: .*Run it dry\s+first/v);
	t.regex(screen.text(), /dry run +yes/v);
	screen.press('\r');
	const checks = await screen.showsText('Start LogHandler as a dry run?');
	t.regex(checks, /writes nothing/v);
	t.regex(checks, /--dry-run/v);
	screen.press('y');
	const dry = await screen.showsText('30 rows would be deleted.');
	t.regex(dry, /✓ succeeded \(dry\)/v);
	t.regex(dry, /120 read, 30 would be written, 0 would be rejected/v);
	t.regex(dry, /nothing was written\. D runs it for real/v);
	t.true(seen.started[0]!.dryRun);

	screen.press('D');
	const real = await screen.showsText('Start LogHandler?');
	t.regex(real, /! It deletes: Deleted log rows cannot be brought back/v);
	t.notRegex(real, /--dry-run/v);
	t.is(seen.started.length, 1, 'nothing is started before y');
	screen.press('y');
	await screen.shows(/✓ succeeded {2}/v);
	t.is(seen.started.length, 2);
	const [first, second] = seen.started;
	t.deepEqual(second, {...first!, dryRun: false});
	screen.press('D');
	await screen.shows('It was no dry run; r runs it again.');
	await screen.close();
});

test('the real run is not offered after a dry run that failed', async t => {
	const {screen, seen} = await logHandler({ends: {state: 'failed', exitCode: 1, message: 'No table.'}});
	screen.press('\r');
	await screen.shows('Start LogHandler as a dry run?');
	screen.press('y');
	await screen.shows('No table.');
	screen.press('D');
	await screen.shows('The dry run broke off: see why first.');
	t.is(seen.started.length, 1);
	await screen.close();
});

test('a dry run that ran to its end with rejections offers the real run', async t => {
	const {screen, seen} = await logHandler({
		ends: {
			state: 'failed', exitCode: 1, isComplete: true, message: '30 rows would be deleted, 2 rejected.',
		},
	});
	screen.press('\r');
	await screen.shows('Start LogHandler as a dry run?');
	screen.press('y');
	const dry = await screen.showsText('2 rejected.');
	t.regex(dry, /nothing was written\. D runs it for real/v);
	screen.press('D');
	await screen.shows('Start LogHandler?');
	screen.press('y');
	await screen.shows('✗ failed');
	t.is(seen.started.length, 2);
	await screen.close();
});

test('a job that only copies is not run dry unless asked', async t => {
	const opened = await openRuns();
	const {screen} = opened;
	await goToJob(opened, 'BacoReplicator2');
	screen.press('\r');
	await screen.shows('Launch BacoReplicator2');
	t.regex(screen.text(), /dry run +no/v);
	await screen.close();
});

test('a field says at once what is wrong with it, and keeps the form from being taken', async t => {
	const opened = await openRuns();
	const {screen, seen} = opened;
	await goToJob(opened, 'BacoReplicator2');
	screen.press('\r');
	await screen.shows(/✗ is missing/v);
	screen.press('\r');
	await screen.shows(/\/C: divisions? is missing\./v);
	screen.press('001,999');
	await screen.shows('999 is not in the list of divisions');
	screen.press('\u{15}');
	screen.press('001,');
	await screen.shows('has an empty place between two commas');
	screen.press('\u{7F}\r');
	await screen.shows('Start BacoReplicator2?');
	t.deepEqual(seen.checked.map(({values}) => values.C), ['001']);
	await screen.close();
});

test('divisions are picked from the list; those that the field has are marked', async t => {
	const opened = await openRuns();
	const {screen} = opened;
	await goToJob(opened, 'BacoReplicator2');
	screen.press('\r');
	await screen.shows('Launch BacoReplicator2');
	screen.press('002', '\u{10}');
	await screen.shows('1 marked');
	t.regex(screen.text(), /\[x\] +002/v);
	screen.press(' ');
	await screen.shows('2 marked');
	screen.press('\r');
	await screen.shows('001,002');
	await screen.close();
});

test('a check that fails keeps the run from being started, n goes back to what was typed', async t => {
	const {screen, seen} = await logHandler({checks: [failed('RUNNING', 'Other runs', 'another machine holds the lock', 'Wait for its end.')]});
	screen.press('\r');
	const text = await screen.showsText('It is not started: a check fails.');
	t.regex(text, /✗ Other runs +another machine holds the lock\n +Wait for its end\./v);
	screen.press('y');
	await screen.shows('A check fails: n goes back to the form.');
	screen.press('n');
	await screen.shows(/dry run +yes/v);
	t.is(seen.started.length, 0);
	await screen.close();
});

test('what keeps a start from succeeding is explained, and the form is kept', async t => {
	const {screen, seen} = await logHandler({startError: new BacoError('JOB-BUSY', {job: 'log-handler', detail: 'run x runs since 12:00'})});
	screen.press('\r');
	await screen.shows('Start LogHandler as a dry run?');
	screen.press('y');
	await screen.shows('JOB-BUSY');
	t.regex(screen.text(), /dry run +yes/v);
	t.is(seen.started.length, 0);
	await screen.close();
});

test('a timeout must be a number; the vendor\'s programs have no dry run', async t => {
	const {screen} = await logHandler();
	screen.press('\u{1B}[A');
	await screen.quiet();
	while (!screen.text().includes('› timeout')) {
		screen.press(down);
		// eslint-disable-next-line no-await-in-loop -- field after field
		await screen.quiet();
	}

	screen.press('soon');
	await screen.shows('must be a number of seconds');
	screen.press('\u{15}');
	await screen.hides('must be a number of seconds');
	while (!screen.text().includes('› runner')) {
		screen.press(down);
		// eslint-disable-next-line no-await-in-loop -- as above
		await screen.quiet();
	}

	screen.press(' ');
	await screen.shows(/runner +classic/v);
	t.regex(screen.text(), /dry run +no/v);
	await screen.close();
});

test('the history offers the real run too; a read-only profile refuses it', async t => {
	const dry = sampleRecord({job: 'log-handler', dryRun: true, message: '30 rows would be deleted.'});
	const {screen, seen} = await openRuns({runs: [dry]});
	screen.press('H');
	await screen.shows(/Runs +1 of 1/v);
	screen.press('D');
	await screen.shows('Start LogHandler?');
	t.false(seen.checked[0]!.dryRun);
	await screen.close();

	const readOnly = await openRuns({runs: [dry]}, {}, {profile: {...sampleProfile, readOnly: true}});
	readOnly.screen.press('H');
	await readOnly.screen.shows(/Runs +1 of 1/v);
	readOnly.screen.press('D');
	await readOnly.screen.shows('is read-only: nothing is changed through it.');
	t.deepEqual(readOnly.seen.checked, []);
	await readOnly.screen.close();
});

test('a long list of divisions, a fault and a default are read whole at 80x24', async t => {
	const {screen} = await openRuns({}, {columns: 80, rows: 24});
	screen.press('B');
	await screen.shows(/RPFinancialCheck/v);
	screen.press('j', 'j', 'j', '\r');
	await screen.shows('Launch RPFinancialCheck');
	await screen.shows(/\/T: tolerance +0\.005/v);
	const codes = Array.from({length: 30}, (_, index) => `9${String(index).padStart(2, '0')}`);
	screen.press(codes.join(','), '\t');
	const text = await screen.showsText('929 are not in the list');
	for (const code of codes) {
		t.true((text.match(new RegExp(code, 'gv'))?.length ?? 0) >= 2, `${code} in the value and in the fault`);
	}

	t.true(text.split('\n').every(line => line.length <= 80));
	t.notRegex(text, /…/v);
	await screen.close();
});
