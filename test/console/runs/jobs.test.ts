import test from 'ava';
import {sampleRecord} from '../../runs/sample-record.js';
import {goToJob, openRuns} from './open-runs.js';

const runs = [sampleRecord({id: '20261127-110000-aaaa', job: 'baco-importer'}), sampleRecord({id: '20261127-100000-aaaa', job: 'log-handler', state: 'failed'})];

for (const [columns, rows] of [[80, 24], [60, 20], [200, 50], [40, 10]] as const) {
	test(`the jobs say what does not fit of the list and of the explanation at ${columns}x${rows}`, async t => {
		const opened = await openRuns({runs, averageMs: 61_000}, {columns, rows});
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
	const {screen} = await openRuns({runs, averageMs: 61_000}, {columns: 120, rows: 40});
	screen.press('B');
	const text = await screen.showsText(/› .*RPExcelImport/v);
	t.regex(text, /Financial +RPExcelImport +never/v);
	t.regex(text, /BacoImporter +✓ succeeded .*1 min 01 s/v);
	t.regex(text, /System +LogHandler +✗ failed/v);
	await screen.close();
});
