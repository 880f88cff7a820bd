import test from 'ava';
import {BacoError} from '../../../source/problems/baco-error.js';
import {sampleRecord} from '../../runs/sample-record.js';
import {goToJob, openRuns} from './open-runs.js';

const runs = [sampleRecord({id: '20261127-110000-aaaa', job: 'baco-importer'}), sampleRecord({id: '20261127-100000-aaaa', job: 'log-handler', state: 'failed'})];

for (const [columns, rows] of [[80, 24], [60, 20], [200, 50], [40, 10]] as const) {
	test(`the jobs say what does not fit of the list and of the explanation at ${columns}x${rows}`, async t => {
		const opened = await openRuns({runs, average: {ms: 61_000, of: 'the last 3 runs'}}, {columns, rows});
		const {screen} = opened;
		screen.press('B');
		await screen.shows(/› .*RPExcelImport/v);
		const first = await screen.quiet();
		t.true(first.every(line => line.length <= columns));
		const isWhole = rows === 50;
		t.is(/↓ \d+ more$/mv.test(first.join('\n')), !isWhole);
		screen.press('G');
		await screen.shows(/› .*AspUpdateAll/v);
		t.notRegex(screen.text(), /↓ \d+ more$/mv);
		screen.press('g');
		await goToJob(opened, 'BDScheduler');
		t.is(/↓ \d+ more lines?: i shows all/v.test(await screen.quietText()), !isWhole);
		screen.press('i');
		await screen.shows('BDScheduler (bd-scheduler)');
		screen.press('G');
		await screen.shows(isWhole ? 'How the Enterprise class' : '↑ end');
		screen.press('q');
		await screen.shows(/› .*BDScheduler/v);
		await screen.close();
	});
}

test('each job has its last outcome and its average, by group', async t => {
	const {screen} = await openRuns({runs, average: {ms: 61_000, of: 'the last 3 runs'}}, {columns: 120, rows: 40});
	screen.press('B');
	const text = await screen.showsText(/› .*RPExcelImport/v);
	t.regex(text, /Financial +RPExcelImport +never/v);
	t.regex(text, /BacoImporter +✓ succeeded .*1 min 01 s/v);
	t.regex(text, /System +LogHandler +✗ failed/v);
	await screen.close();
});

const agent = {name: 'SQL Server Agent (msdb)', status: 'read', detail: ''} as const;
const schedule = {
	source: 'agent', name: 'Nightly, step run', commandLine: 'LogHandler.exe /S:SRV /D:Synergy', isEnabled: true, next: new Date('2026-11-28T05:00:00Z'), isOverdue: false, detail: '',
} as const;

test('the next start is what a scheduler tells, with where it was seen; none seen is not none', async t => {
	const opened = await openRuns({
		schedules: {
			found: [{...schedule, job: 'log-handler'}, {
				...schedule, job: 'crm-rating', isEnabled: false, next: undefined,
			}], sources: [agent],
		},
	}, {columns: 120, rows: 45});
	await goToJob(opened, 'LogHandler');
	const text = await opened.screen.showsText(/schedule +SQL Server Agent Nightly, step run, next 2026-11-28 05:00 \(clock of the server\),\s+LogHandler\.exe/v);
	t.regex(text, /LogHandler +never +11-28 05:00/v);
	t.regex(text, /CRMRating +never +disabled/v);
	t.regex(text, /BacoImporter +never +none seen/v);
	opened.screen.press('k');
	await opened.screen.shows(/none seen in SQL Server Agent \(msdb\)$/mv);
	opened.screen.press('i');
	await opened.screen.shows('↓');
	opened.screen.press('G');
	await opened.screen.shows(/Windows Task Scheduler, systemd/v);
	await opened.screen.close();
});

test('without the server the schedules are not known, and the jobs are listed', async t => {
	const {screen} = await openRuns({schedules: new BacoError('JOB-READONLY', {profile: 'delta-prod'})}, {columns: 120, rows: 45});
	screen.press('B');
	const text = await screen.showsText(/schedule +not known: /v);
	t.regex(text, /RPExcelImport +never +not known/v);
	screen.press('5');
	await screen.shows(/› .*BacoProcessRatios/v);
	await screen.shows('What is left of it is not known');
	await screen.close();
});

test('an obsolete job shows what is left of it', async t => {
	const opened = await openRuns({
		schedules: {found: [{...schedule, job: 'hr-bg-proj'}], sources: [agent]},
		leftovers: {
			found: [{
				kind: 'schedule', place: 'SQL Server Agent: Nightly', detail: 'starts HrBgProj.exe', fix: 'Remove it.',
			}], looked: ['SQL Server Agent (msdb)'], notLooked: [{place: 'the Synergy folder', reason: 'the profile names none'}],
		},
	}, {columns: 120, rows: 45});
	await goToJob(opened, 'HrBgProj');
	const text = await opened.screen.showsText('SQL Server Agent: Nightly: starts HrBgProj.exe. Remove it.');
	t.regex(text, /not used +since batch 285/v);
	opened.screen.press('i');
	await opened.screen.shows('Not looked into the Synergy folder: the profile names none');
	opened.screen.press('q');
	await opened.screen.shows(/› .*HrBgProj/v);
	opened.screen.press('\r');
	await opened.screen.shows(/Not used since batch 285/v);
	await opened.screen.close();
});
