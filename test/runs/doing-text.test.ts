import test from 'ava';
import {progressText} from '../../source/commands/follow-progress.js';
import type {JobEvent} from '../../source/runs/contract.js';
import {doingText} from '../../source/runs/doing-text.js';
import {openTally} from '../../source/runs/supervisor/tally.js';
import {parseEvent} from '../../source/runs/supervisor/read-events.js';

const after = (...events: readonly JobEvent[]) => {
	const tally = openTally();
	for (const event of events) {
		tally.add(parseEvent(JSON.stringify(event))!, 0);
	}

	return {progress: tally.progress(), divisions: tally.divisions()!};
};

const division = (code: string, state: string): JobEvent => ({
	type: 'division', division: code, state, message: '',
});
const comparing: JobEvent = {
	type: 'progress', done: 2, total: 2, unit: 'sides', division: '300', phase: 'comparing',
};
const before = [{type: 'divisions', total: 3}, division('100', 'failed'), division('200', 'skipped'), division('300', 'started')] as const;

test('what a run is doing names the division and its place among all', t => {
	const said = (...events: readonly JobEvent[]) => doingText(after(...events));
	t.is(said(...before, comparing), 'division 300, 3 of 3: comparing 2 of 2 sides');
	t.is(said(...before), 'division 300, 3 of 3: no progress told yet');
	t.is(said(...before, division('300', 'done')), '3 of 3 divisions done');
	t.is(said(division('300', 'started'), comparing), 'division 300: comparing 2 of 2 sides', 'how many there are was not told');
	t.is(doingText({progress: null}), 'no progress told yet');
	const {divisions} = after(...before, division('300', 'stopped'), division('400', 'not reached'));
	t.deepEqual(divisions, {over: 3, total: 3, current: null});
});

test('the line of a followed run has no percentage of one division among several', t => {
	const status = {
		at: '2026-11-27T12:00:05.000Z', counts: null, logLines: 0, lostLines: 0, stop: null,
	};
	const line = (...events: readonly JobEvent[]) => {
		const told = after(...events);
		return progressText({startedAt: null, dryRun: false}, {...status, ...told}, undefined, 0);
	};

	t.is(line(...before, comparing), 'division 300, 3 of 3, 2/2 sides, not started yet, comparing');
	t.is(line({type: 'divisions', total: 1}, division('300', 'started'), comparing), '2/2 sides (100 %), not started yet, division 300, comparing');
});
