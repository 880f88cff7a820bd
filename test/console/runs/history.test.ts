import test from 'ava';
import {jobs} from '../../../source/runs/catalogue/jobs.js';
import {parseRunsFilter, showRunsFilter} from '../../../source/console/state/runs-filter.js';
import {sampleRecord} from '../../runs/sample-record.js';
import {openRuns} from './open-runs.js';

const minutesAgo = (minutes: number) => new Date(Date.now() - (minutes * 60_000)).toISOString();
const runs = [
	sampleRecord({
		id: '20261127-120000-aaaa', job: 'baco-importer', divisions: ['100'], requestedAt: minutesAgo(5), message: 'All posted.',
	}),
	sampleRecord({
		id: '20261127-110000-bbbb', job: 'baco-importer', divisions: ['120'], state: 'failed', requestedAt: minutesAgo(90), message: 'The server has gone.',
	}),
	sampleRecord({
		id: '20261127-100000-cccc', job: 'log-handler', state: 'lost', requestedAt: minutesAgo(60 * 24 * 3), message: 'Nobody watched it.',
	}),
];

const history = async (options: Parameters<typeof openRuns>[0] = {}) => {
	const opened = await openRuns({runs, ...options}, {columns: 120});
	opened.screen.press('H');
	await opened.screen.shows(/Runs +3 of 3/v);
	return opened;
};

test('job and division are facts of their own: typed with the other ones, shown in the title, kept for the next time', async t => {
	const {screen} = await history();
	screen.press('/');
	await screen.shows('Filter the runs');
	screen.press('job:importer division:120\r');
	let text = await screen.showsText(/Runs +1 of 3 +job importer, division 120/v);
	t.regex(text, /failed/v);
	screen.press('/');
	await screen.shows('job:importer division:120');
	screen.press(' state:succeeded time:1h gone\r');
	text = await screen.showsText(/Runs +0 of 3 +job importer, division 120, succeeded, last 1h, with "gone"/v);
	t.regex(text, /No run matches the filters/v);
	screen.press('\u{1B}');
	await screen.shows(/Runs +3 of 3\s*$/mv);
	await screen.close();
});

test('what is no filter is refused, and can be corrected', async t => {
	const {screen} = await history();
	screen.press('/');
	await screen.shows('Filter the runs');
	screen.press('state:broken\r');
	await screen.shows('state: takes all, running, succeeded, failed, cancelled, timed-out, lost.');
	screen.press('\u{15}job:\r');
	await screen.shows('job: needs a value behind it, without a blank.');
	screen.press('log\r');
	const text = await screen.showsText(/Runs +1 of 3 +job log/v);
	t.regex(text, /log-handler/v);
	await screen.close();
});

test('a key that the filter does not have is refused with those that it has, the nearest one first', async t => {
	const {screen} = await history();
	screen.press('/');
	await screen.shows('Filter the runs');
	screen.press('divison:100\r');
	await screen.shows('divison: is no key of this filter; its keys are division:, job:, time:, state:.');
	screen.resize(40, 15);
	await screen.shows('division:, job:,');
	screen.resize(120, 24);
	screen.press('\u{15}division:100\r');
	await screen.shows(/Runs +2 of 3 +division 100/v);
	for (const words of [String.raw`C:\Synergy`, 'http://server', '08:15']) {
		t.like(parseRunsFilter(words), {words});
	}

	await screen.close();
});

test('a filter that knows words alone says of what looks like a key that it has none', async t => {
	const {screen} = await history();
	screen.press('\u{1B}');
	await screen.shows('› 001');
	screen.press('/division:001');
	await screen.shows('division: is no key here: this filter has none, and looks for the text as it stands.');
	screen.press('\u{1B}', 'P');
	await screen.shows('Process report');
	await screen.quiet();
	screen.press('/divison:100\r');
	const text = await screen.showsText('No row matches: divison:100.');
	t.regex(text, /divison: is no key here: this filter has none/v);
	t.regex(text, /\/ shows another process: empty is all/v);
	await screen.close();
});

test('an empty process report names the keys of the filters that are set, and no other', async t => {
	const {screen} = await history();
	screen.press('\u{1B}');
	await screen.shows('› 001');
	screen.press('P');
	await screen.shows('BacoProcessLog has no row.');
	screen.press('/');
	await screen.shows(/process/v);
	screen.press('zzz\r');
	t.regex(await screen.showsText('No row matches: zzz.'), /^ {2}\/ shows another process: empty is all\.$/mv);
	screen.press('E');
	t.regex(await screen.showsText('No row matches: errors, zzz.'), /^ {2}E shows what is no error too, \/ another process: empty is all\.$/mv);
	screen.press('E', '/', '\u{15}\r');
	await screen.shows('BacoProcessLog has no row.');
	screen.press('t');
	t.regex(await screen.showsText('No row matches: last 1h.'), /^ {2}t shows another time\.$/mv);
	await screen.close();
});

test('keys go through the jobs and divisions that occur; a run without divisions has all of them', async t => {
	const {screen} = await history();
	screen.press('J');
	await screen.shows(/2 of 3 +job baco-importer/v);
	screen.press('J');
	await screen.shows(/1 of 3 +job log-handler/v);
	screen.press('d');
	await screen.shows(/1 of 3 +job log-handler, division 100/v);
	screen.press('J');
	await screen.shows(/2 of 3 +division 100/v);
	screen.press('s', 's', 's');
	await screen.shows(/0 of 3 +division 100, failed/v);
	screen.press('\u{1B}');
	await screen.shows(/Runs +3 of 3/v);
	screen.press('t');
	await screen.shows(/1 of 3 +last 1h/v);
	t.regex(screen.text(), /baco-importer: the last 2 runs/v);
	await screen.close();
});

test('the plot has the durations and the outcomes of the job, and marks the selected run', async t => {
	const {screen} = await history();
	const text = await screen.quietText();
	t.regex(text, /baco-importer: the last 2 runs, longest 10\.0 s/v);
	t.regex(text, /^ {2}██$/mv);
	t.regex(text, /^ {2}✗✓$/mv);
	t.regex(text, /^ {3}↑$/mv);
	screen.press('j');
	await screen.shows(/^ {2}↑$/mv);
	await screen.close();
});

test('a filter is read back as it was written', t => {
	const text = 'job:log division:001 state:lost time:7d two words';
	const parsed = parseRunsFilter(text);
	t.false('fault' in parsed);
	t.is(showRunsFilter(parsed as Exclude<typeof parsed, {fault: string}>), text);
	t.deepEqual(parseRunsFilter('words division:9 JOB:LOG'), {
		job: 'log', division: '9', state: 'all', time: 'all', words: 'words',
	});
});

test('a run that is being stopped is told from one that goes on', async t => {
	const stop = {
		reason: 'cancel', at: minutesAgo(0), by: 'mia', stage: 'asked',
	} as const;
	const running = sampleRecord({
		state: 'running', endedAt: null, durationMs: null, message: null, stop,
	});
	const {screen} = await history({runs: [running, {...running, id: '20261127-120001-bbbb', stop: null}, runs[0]!]});
	const text = screen.text();
	t.is(text.match(/ stopping {2,}/gv)?.length, 1);
	t.is(text.match(/ running {2,}/gv)?.length, 1);
	await screen.close();
});

test('a run that another process starts appears by itself, in the list of jobs too', async t => {
	const {screen, services} = await history();
	const job = jobs.find(({id}) => id === 'baco-replicator2')!;
	const start = async () => services.start({
		job, runner: 'built-in', values: {}, dryRun: false, timeoutMs: undefined,
	});
	await start();
	await screen.shows(/Runs +4 of 4/v);
	screen.press('\u{1B}', 'B');
	await screen.shows(/BacoReplicator2 +✓ succeeded/v);
	await start();
	screen.press('H');
	t.regex(await screen.showsText(/Runs +5 of 5/v), /baco-replicator2/v);
	await screen.close();
});
