import {Buffer} from 'node:buffer';
import test from 'ava';
import {BacoError} from '../../../source/problems/baco-error.js';
import type {RunRecord, RunStatus} from '../../../source/runs/contract.js';
import {localSeconds} from '../../../source/platform/show-time.js';
import {sampleRecord} from '../../runs/sample-record.js';
import {openRuns} from './open-runs.js';
import {sampleLog, type SampleRunOptions} from './sample-run-services.js';

const id = '20261127-120000-abcd';
const lines = Array.from({length: 60}, (_, index) => index % 20 === 7 ? `!trouble ${index}` : `line ${index} of the log`);
const status: RunStatus = {
	at: '2026-11-27T12:00:05.000Z',
	progress: {
		done: 30, total: 120, unit: 'entries', division: '100', phase: 'posting',
	},
	counts: {read: 30, written: 28, rejected: 2},
	rate: 12,
	cpu: 41,
	memory: 104_857_600,
	logLines: 60,
	lostLines: 0,
	stop: null,
};

const view = async (rest: Partial<RunRecord> = {}, options: SampleRunOptions = {}, size?: {readonly columns: number; readonly rows: number}) => {
	const opened = await openRuns({runs: [sampleRecord({id, divisions: ['100'], ...rest})], log: sampleLog(...lines), ...options}, size ?? {columns: 100, rows: 30});
	opened.screen.press('H');
	await opened.screen.shows(/Runs +1 of 1/v);
	opened.screen.press('\r');
	await opened.screen.shows('baco-importer 100');
	return opened;
};

/** The screen once it has a text, without its line breaks. */
const textOf = async ({showsText}: Pick<Awaited<ReturnType<typeof openRuns>>['screen'], 'showsText'>, wanted: string): Promise<string> => {
	const text = await showsText(wanted);
	return text.replaceAll(/\s+/gv, ' ');
};

const running = {
	state: 'running', message: null, endedAt: null, durationMs: null, exitCode: null, startedAt: new Date(Date.now() - 30_000).toISOString(),
} as const;

test('a run that goes on shows progress, time against the average, counts, rate, CPU and memory', async t => {
	const {screen} = await view(running, {status, average: {ms: 600_000, of: 'the last 3 runs'}});
	const text = await screen.showsText(/posting/v);
	t.regex(text, /30\/120|30 of 120|25 ?%/v);
	t.regex(text, /30 read, 28 written, 2 rejected +12\/s +CPU 41 % +memory 100 MiB/v);
	t.regex(text, / (?:\d+ min )?\d+ s +(?:longer than usual, )?average 10 min 00 s of the last 3 runs/v);
	t.notRegex(text, /longer than usual/v);
	await screen.close();
});

test('without progress, and with nothing to do, the bar is empty', async t => {
	const {screen} = await view(running, {average: {ms: 1000, of: 'the last 3 runs'}});
	t.regex(await screen.showsText('no progress told yet'), /^ ░+ no progress told yet$/mv);
	t.notRegex(screen.text(), /█/v);
	await screen.close();
	const nothing = await view(running, {status: {...status, progress: {...status.progress!, done: 0, total: 0}}});
	t.notRegex(await nothing.screen.showsText('posting'), /█/v);
	await nothing.screen.close();
});

test('of several divisions it is told which one, and the bar is not full before the last is over', async t => {
	const progress = {
		done: 2, total: 2, unit: 'sides', division: '300', phase: 'comparing',
	};
	const sixth = await view(running, {status: {...status, progress, divisions: {over: 5, total: 7, current: '300'}}}, {columns: 80, rows: 30});
	t.regex(await sixth.screen.showsText('comparing'), /^ █{22}░{4} division 300, 6 of 7 {2}2\/2 sides {2}comparing$/mv);
	await sixth.screen.close();
	const begun = await view(running, {status: {...status, progress: null, divisions: {over: 1, total: 2, current: '500'}}}, {columns: 80, rows: 30});
	t.regex(await begun.screen.showsText('division 500'), /^ █{13}░{13} division 500, 2 of 2 {2}no progress told yet$/mv);
	await begun.screen.close();
	const between = await view(running, {status: {...status, progress: null, divisions: {over: 5, total: 7, current: null}}}, {columns: 80, rows: 30});
	t.regex(await between.screen.showsText('divisions done'), /^ █{18}░{8} 5 of 7 divisions done$/mv);
	await between.screen.close();
	for (const divisions of [{over: 6, total: 7, current: '300'}, {over: 0, total: 1, current: '300'}]) {
		// eslint-disable-next-line no-await-in-loop -- one screen after the other
		const {screen} = await view(running, {status: {...status, progress, divisions}}, {columns: 80, rows: 30});
		// eslint-disable-next-line no-await-in-loop
		t.regex(await screen.showsText('comparing'), /^ █{25}░ /mv);
		await screen.close(); // eslint-disable-line no-await-in-loop
	}
});

test('a job that was killed is told from the process report, in its view and in its result', async t => {
	const report = {
		start: undefined, end: undefined, isFault: true, text: 'it has a start but no end: the job was killed',
	};
	const {screen} = await view({
		state: 'failed', signal: 'SIGKILL', exitCode: null, message: 'The job was ended by SIGKILL.',
	}, {report});
	t.regex(await screen.showsText('Process report: it has'), /a start but no end: the job was killed\./v);
	screen.press('\r');
	t.regex(await screen.showsText(/process report +it has/v), /process report +it has a start but no end: the job was killed/v);
	await screen.close();
});

test('longer than usual is said; an end replaces the progress', async t => {
	const {screen, change} = await view(running, {status, average: {ms: 1000, of: 'the last 3 runs'}});
	await screen.shows('longer than usual');
	change(id, {
		state: 'failed', message: 'The server has gone.', exitCode: 4, durationMs: 31_000, endedAt: new Date().toISOString(),
	});
	const text = await screen.showsText('The server has gone.');
	t.regex(text, /✗ failed/v);
	t.regex(text, /exit code 4/v);
	t.regex(text, /took 31\.0 s/v);
	await screen.close();
});

test('stop asks first, and a second time kills; a run that is over cannot be stopped', async t => {
	const {screen, seen, change} = await view(running, {status});
	screen.press('x');
	await screen.shows('Asked to stop at a safe point');
	t.deepEqual(seen.stopped, [`ask ${id}`]);
	change(id, {state: 'cancelled', endedAt: new Date().toISOString()});
	await screen.shows('cancelled');
	screen.press('x');
	await screen.shows('The run is over.');
	t.is(seen.stopped.length, 1);
	await screen.close();

	const stopping = await view(running, {
		status: {
			...status, stop: {
				reason: 'cancel', at: status.at, by: 'mia', stage: 'asked',
			},
		},
	});
	await stopping.screen.shows(/Stopping, asked by mia at .*, ended at .* at the latest/v);
	stopping.screen.press('x');
	await stopping.screen.shows('Kill it and what it started at once?');
	stopping.screen.press('x');
	await stopping.screen.settled();
	t.deepEqual(stopping.seen.stopped, [], 'a key that repeats kills nothing');
	stopping.screen.press('y');
	await stopping.screen.shows('Killing it and what it started.');
	t.deepEqual(stopping.seen.stopped, [`kill ${id}`]);
	await stopping.screen.close();
});

test('the log is paused, searched, filtered, and stderr is marked', async t => {
	const {screen, seen} = await view();
	await screen.shows('line 59 of the log');
	t.regex(screen.text(), /^! trouble 47$/mv);
	screen.press('g');
	await screen.shows(/log 1-\d+ of 60, paused/v);
	await screen.shows('line 0 of the log');
	screen.press('/');
	await screen.shows('Search the log');
	screen.press('trouble 27\r');
	await screen.shows(/log 28-\d+ of 60/v);
	screen.press('n');
	await screen.shows('No further line has "trouble 27".');
	screen.press('/');
	await screen.shows(/first\s+key replaces what stands there/v);
	screen.press('trouble 7\r');
	await screen.shows('search "trouble 7"');
	screen.press('E');
	await screen.shows(/log 1-3 of 3, paused, stderr only/v);
	screen.press('E', 'F');
	await screen.shows('Filter the log');
	screen.press('line 5\r');
	await screen.shows(/of 11, paused, with "line 5"/v);
	screen.press('t');
	await screen.shows('12:00:01');
	screen.press('S');
	await screen.shows('Save the log');
	screen.press('\r');
	await screen.shows(`Log written: /home/jdoe/baco-baco-importer-${id}.log`);
	t.is(seen.saved.length, 1);
	await screen.close();
});

test('the whole log is saved also when the filter hides every line; without a line there is nothing', async t => {
	const {screen, seen} = await view({}, {log: sampleLog('one', 'two', 'three')});
	await screen.shows('three');
	screen.press('F');
	await screen.shows('Filter the log');
	screen.press('nowhere\r');
	await screen.shows(/log 0 of 3/v);
	screen.press('S');
	await screen.shows('Save the log');
	screen.press('\r');
	await screen.shows('Log written: ');
	t.is(seen.saved.length, 1);
	await screen.close();
	const empty = await view({}, {log: []});
	await empty.screen.shows('log');
	empty.screen.press('S');
	await empty.screen.shows('There is nothing to save.');
	await empty.screen.close();
});

test('a filter that lets nothing through says so, with how many lines it keeps out; Escape shows all', async t => {
	const {screen} = await view({}, {log: sampleLog('one', 'two', 'three')}, {columns: 80, rows: 24});
	await screen.shows('three');
	screen.press('E');
	await screen.shows('No line from stderr: all 3 lines of the log are kept out. E or Esc shows all.');
	screen.press('F');
	await screen.shows('Filter the log');
	screen.press('nowhere\r');
	t.regex(await textOf(screen, 'with "nowhere"'), /No line from stderr and with "nowhere": all 3 lines of the log are kept out\. Esc shows all, F changes the filter\./v);
	screen.press('\u{1B}');
	await screen.shows(/log 1-3 of 3/v);
	screen.press('\u{1B}');
	await screen.shows(/Runs +1 of 1/v);
	await screen.close();
});

test('of a lost run the view tells what is not known since when, and the process that lives on', async t => {
	const {screen} = await view({
		state: 'lost', counts: null, durationMs: null, endedAt: null, exitCode: null, seenAt: '2026-11-27T12:00:05.000Z', message: 'Its supervisor was ended, or the machine was restarted. What the job did after that is not known.',
	}, {orphans: [id]}, {columns: 80, rows: 24});
	const text = await textOf(screen, 'still lives');
	t.regex(text, /lost, job lives/v);
	t.regex(text, /last seen 2026-11-27 \d\d:00:05/v);
	t.regex(text, /rows not known: none told until 2026-11-27 \d\d:00 \S+, when it was lost/v);
	t.regex(text, new RegExp(`process 1 still lives, and nobody watches it: x ends it, or baco runs cancel ${id}`, 'v'));
	t.notRegex(text, /not started yet|0 read/v);
	await screen.close();
});

test('of a lost run whose job has ended the view tells what the process report knows of the end', async t => {
	const {screen} = await view({
		state: 'lost', counts: null, durationMs: null, endedAt: null, exitCode: null, seenAt: '2026-11-27T12:00:05.000Z', message: 'Its supervisor was ended.',
	}, {
		log: [], report: {
			start: undefined, end: undefined, isFault: false, text: 'it has the start and the end: Copied 77 lines.',
		},
	}, {columns: 100, rows: 24});
	const text = await textOf(screen, 'Copied 77');
	t.regex(text, /Process report: it has the start and the end: Copied 77 lines\. /v);
	t.regex(text, /It wrote nothing before it was lost; what a job writes after that is not kept\./v);
	await screen.close();
});

test('a division that was not reached is told in the view and with cause and fix in the result', async t => {
	const failure = {
		id: 'TCP-1', exitCode: 4, cause: 'Nothing listens there.', fix: 'Start the SQL Server service.', server: 'HAMSQL01,1433',
	};
	const {screen} = await view({
		state: 'failed', exitCode: 1, isComplete: true, message: '1 could not be compared: 400.', divisionStates: [{
			division: '400', state: 'failed', message: 'HAMSQL01 refuses connections on port 1433.', failure,
		}],
	}, {}, {columns: 80, rows: 40});
	t.regex(await textOf(screen, 'not reached'), /Division 400 not reached \(HAMSQL01,1433\): HAMSQL01 refuses connections on port 1433\./v);
	screen.press('\r');
	const result = await textOf(screen, 'Fix:');
	t.regex(result, /what makes it a failed run: division 400 not reached \(HAMSQL01,1433\)/v);
	t.regex(result, /Why: Nothing listens there\. Fix: Start the SQL Server service\./v);
	await screen.close();
});

test('wrapped lines are paged without leaving one out, up to the last one', async t => {
	const long = Array.from({length: 40}, (_, index) => `${index} ${index % 3 === 0 ? 'a line that takes more than one row of a narrow window '.repeat(3) : 'short'} end${index}.`);
	const {screen} = await view({}, {log: sampleLog(...long)}, {columns: 60, rows: 20});
	await screen.shows('short end38.');
	screen.press('w', 'g');
	await screen.shows(/log 1-\d+ of 40, paused, wrapped/v);
	const seen = new Set<string>();
	const look = (text: string) => {
		const {from, to} = /log (?<from>\d+)-(?<to>\d+) of 40/v.exec(text)!.groups!;
		for (let line = Number(from); line <= Number(to); line++) {
			t.true(text.includes(`end${line - 1}.`), `line ${line} is said to be there`);
			seen.add(String(line));
		}

		return Number(to);
	};

	for (let to = 0; to < 40;) {
		// eslint-disable-next-line no-await-in-loop -- page after page
		const next = look(await screen.quietText());
		t.true(next > to);
		to = next;
		screen.press(' ');
	}

	t.is(seen.size, 40);
	screen.press('b');
	await screen.quiet();
	t.true(look(await screen.quietText()) >= 30, 'one line of the page stays');
	await screen.close();
});

test('a search goes through the lines of the last page too, and says where it is and that there is no more', async t => {
	const {screen} = await view();
	await screen.shows('line 59 of the log');
	screen.press('/line 5\r');
	await screen.shows('› line 5 of the log');
	for (const line of [50, 51, 52, 53, 54, 55, 56, 57, 58, 59]) {
		screen.press('n');
		// eslint-disable-next-line no-await-in-loop -- line after line
		await screen.shows(`› line ${line} of the log`);
	}

	screen.press('n');
	await screen.shows('No further line has "line 5".');
	screen.press('N');
	await screen.shows('› line 58 of the log');
	screen.press('t');
	const [, time] = localSeconds(new Date('2026-11-27T12:00:01.000Z')).split(' ', 2);
	const text = await screen.showsText('local times');
	t.true(text.includes(`${time}.000 line 58`));
	await screen.close();
});

for (const [columns, rows, least] of [[40, 10, 1], [60, 15, 3]] as const) {
	test(`however much there is to tell, the log keeps its rows at ${columns}x${rows}`, async t => {
		const notes = ['The server was lost for 3 minutes, and was there again.', 'A note that is long enough for another row of a low window.'];
		const going = await view({...running, dryRun: true, notes}, {status}, {columns, rows});
		const shown = await going.screen.shows('line 59 of the log');
		t.true(shown.filter(line => /line \d+ of the log/v.test(line)).length >= least);
		t.true(shown.some(line => line.includes('Enter shows all')));
		await going.screen.close();
		const over = await view({dryRun: true, notes, message: 'Would move 20 lines to the ledger; entries of 1 division are still pending.'}, {}, {columns, rows});
		const ended = await over.screen.shows('line 59 of the log');
		t.true(ended.filter(line => /line \d+ of the log/v.test(line)).length >= least);
		t.true(ended.some(line => line.includes('Would move')));
		await over.screen.close();
	});
}

test('the log of a run that is over fills a window that grows', async t => {
	const {screen} = await view({}, {}, {columns: 40, rows: 10});
	await screen.shows('line 59 of the log');
	screen.resize(80, 24);
	t.regex(await screen.showsText('line 48 of the log'), /log \d+-60 of 60, following/v);
	screen.resize(40, 10);
	await screen.hides('line 48 of the log');
	t.regex(screen.text(), /line 59 of the log/v);
	await screen.close();
});

test('keys that arrive together move through the log as single ones do', async t => {
	const {screen} = await view();
	await screen.shows('line 59 of the log');
	screen.press('g');
	const {to} = /log 1-(?<to>\d+) of 60, paused/v.exec(await screen.showsText(/log 1-\d+ of 60, paused/v))!.groups!;
	screen.press('jjj');
	await screen.shows(`log 4-${Number(to) + 3} of 60`);
	screen.press('gjjjk');
	await screen.shows(`log 3-${Number(to) + 2} of 60`);
	screen.press('g  b');
	await screen.shows(`log ${to}-`);
	screen.press('g/line 1\rnnn');
	await screen.shows('› line 12 of the log');
	screen.press('nnN');
	await screen.shows('› line 13 of the log');
	screen.press('gjjy');
	await screen.shows(/Copied \d+ lines/v);
	t.true(screen.written().includes(`]52;c;${Buffer.from('line 2 of the log\nline 3 of the log\n').toString('base64')}`));
	screen.press('ff');
	await screen.quiet();
	t.regex(screen.text(), /of 60, paused/v);
	await screen.close();
});

test('a window that is resized twice while the log is read fills the last one', async t => {
	const gate = Promise.withResolvers<void>();
	let isHeld = false;
	const {screen} = await view({}, {
		async beforeLines() {
			if (!isHeld) {
				return;
			}

			isHeld = false;
			await gate.promise;
		},
	}, {columns: 80, rows: 24});
	await screen.shows('line 59 of the log');
	await screen.quiet();
	isHeld = true;
	screen.resize(80, 20);
	screen.resize(80, 40);
	await screen.quiet();
	t.false(isHeld);
	gate.resolve();
	await screen.shows('line 31 of the log');
	t.regex(await screen.quietText(), /line 31 of the log/v);
	await screen.close();
});

for (const [columns, rows] of [[80, 24], [60, 20], [40, 10], [200, 50]] as const) {
	test(`a run fits ${columns}x${rows}`, async t => {
		const {screen} = await view({message: 'A long outcome that tells what was done, and of what nothing was done. '.repeat(3)}, {average: {ms: 9000, of: 'the last 3 runs'}}, {columns, rows});
		await screen.shows(/log \d+-\d+ of 60/v);
		const shown = await screen.quiet();
		t.true(shown.every(line => line.length <= columns));
		t.regex(shown.join('\n'), /A long outcome/v);
		t.regex(shown.join('\n'), /line 59/v);
		await screen.close();
	});
}

test('what was told of a stop goes when the run is over', async t => {
	const {screen, change} = await view(running, {status});
	screen.press('x');
	await screen.shows('Asked to stop at a safe point');
	change(id, {
		state: 'cancelled', endedAt: new Date().toISOString(), durationMs: 1000, message: 'jdoe stopped it.',
	});
	await screen.shows('jdoe stopped it.');
	await screen.hides('Asked to stop at a safe point');
	t.regex(screen.text(), /cancelled/v);
	await screen.close();
});

test('what was told of a stop stays where the run was left before the answer, with the run that is meant', async t => {
	const gate = Promise.withResolvers<void>();
	const {screen, seen} = await view(running, {status, stopUntil: gate.promise});
	screen.press('x', '\u{1B}');
	await screen.shows(/Runs +1 of 1/v);
	gate.resolve();
	await screen.shows(`Asked run ${id} to stop at a safe point`);
	t.regex(await screen.quietText(), new RegExp(String.raw`Asked run ${id} to stop at a safe point; it is ended when it does not\.`, 'v'));
	t.deepEqual(seen.stopped, [`ask ${id}`]);
	await screen.close();
});

test('a log that cannot be saved under a name is asked for another one', async t => {
	const {screen, seen} = await view({}, {saveError: new BacoError('REPORT-EXISTS', {file: '/home/jdoe/one.log', what: 'log'})});
	screen.press('S');
	await screen.shows('Save the log');
	screen.press('\u{15}\r');
	await screen.shows('Type the name of a file.');
	screen.press('one.log\r');
	await screen.shows('one.log exists already: type another name.');
	screen.press('\u{15}two.log\r');
	await screen.shows('Log written: /home/jdoe/two.log');
	t.deepEqual(seen.saved, ['one.log', 'two.log']);
	t.regex(screen.text(), /line 59 of the log/v);
	await screen.close();
});

test('a second Enter while a log is written begins no second save, and a question asked meanwhile stays', async t => {
	const gate = Promise.withResolvers<void>();
	const {screen, seen} = await view({}, {saveUntil: gate.promise});
	screen.press('S');
	await screen.shows('Save the log');
	screen.press('\u{15}one.log\r\r');
	await screen.shows('A log is still being written: wait for its end.');
	screen.press('\u{1B}');
	await screen.hides('Save the log');
	screen.press('S');
	await screen.shows('Save the log');
	screen.press('\u{15}two.log\r');
	await screen.shows('A log is still being written: wait for its end.');
	gate.resolve();
	await screen.shows('Log written: /home/jdoe/one.log');
	t.deepEqual(seen.saved, ['one.log']);
	t.regex(await screen.quietText(), /two\.log/v);
	screen.press('\r');
	await screen.shows('Log written: /home/jdoe/two.log');
	await screen.hides('Save the log');
	t.deepEqual(seen.saved, ['one.log', 'two.log']);
	await screen.close();
});

test('the result has counts, divisions, documents, and each rejection with its reason', async t => {
	const {screen} = await view({
		counts: {read: 100, written: 98, rejected: 2},
		rejections: [{division: '100', reference: 'entry 12', reason: 'does not balance'}],
		documents: [{id: '{A}', subject: 'Import of 27 November', number: '00.000.012'}],
		divisionStates: [{division: '100', state: 'done', message: '98 lines'}],
		notes: ['3 lines of the log were lost.'],
		stop: {
			reason: 'cancel', at: '2026-11-27T12:00:05.000Z', by: 'mia', stage: 'killed', killedAt: '2026-11-27T12:00:40.000Z',
		},
	}, {}, {columns: 100, rows: 45});
	screen.press('\r');
	const text = await screen.showsText('Result of baco-importer');
	t.regex(text, /100 read, 98 written, 2 rejected/v);
	t.regex(text, /stop +asked by mia at .+:05 \S+, killed at .+:40 \S+/v);
	t.regex(text, /100 done: 98 lines/v);
	t.regex(text, /00\.000\.012 Import of 27 November \(\{A\}\)/v);
	t.regex(text, /Rejected \(2 rows, 1 reason told\)\s+100 entry 12: does not balance/v);
	t.regex(text, /Note: 3 lines of the log were lost\./v);
	screen.press('q');
	await screen.shows('line 59 of the log');
	await screen.close();
});
