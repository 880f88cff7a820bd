import test from 'ava';
import {openRate} from '../../source/runs/supervisor/rate.js';
import {openTally} from '../../source/runs/supervisor/tally.js';

test('steps that are far apart give the rate of the last one until the next is overdue', t => {
	const rate = openRate();
	rate.mark(0, 0);
	t.is(rate.perSecond(5000), undefined, 'nothing has moved yet');
	rate.mark(20_000, 4000);
	t.is(rate.perSecond(20_000), 200);
	t.is(rate.perSecond(39_000), 200, 'the next step is not due yet');
	t.is(rate.perSecond(60_000), 100, 'it is overdue');
	rate.mark(61_000, 8000);
	t.is(rate.perSecond(61_000), 4000 / 41, 'over the last step');
});

test('small steps are averaged over the last ten seconds', t => {
	const rate = openRate();
	for (let at = 0; at <= 30_000; at += 250) {
		rate.mark(at, at < 15_000 ? at / 1000 : 15 + ((at - 15_000) / 100));
	}

	t.is(Math.round(rate.perSecond(30_000)!), 10);
	t.true(rate.perSecond(300_000)! < 1, 'what stands still is slow');
	rate.mark(300_100, 1);
	t.is(rate.perSecond(300_100), undefined, 'it began anew');
});

test('lines that are read at once and written in steps have the rate of the writing', t => {
	const tally = openTally();
	const counts = (written: number) => ({
		type: 'counts', read: 40_000, written, rejected: 0,
	} as const);
	tally.add({
		type: 'progress', done: 0, total: 5, unit: 'checks', division: '110', phase: 'gathering entries',
	}, 0);
	tally.add(counts(0), 2000);
	t.is(tally.rate(10_000), undefined);
	tally.add(counts(4000), 12_000);
	tally.add(counts(8000), 14_000);
	t.is(tally.rate(15_000), 8000 / 12);
});

test('a job that counts no rows has the rate of its steps', t => {
	const tally = openTally();
	for (const [done, at] of [[0, 0], [3, 6000]] as const) {
		tally.add({
			type: 'progress', done, total: 10, unit: 'days', division: null, phase: 'summarising',
		}, at);
	}

	t.is(tally.rate(6000), 0.5);
});

test('the progress of a division ends with it, and with the begin of the next', t => {
	for (const [division, state] of [['100', 'done'], ['500', 'started']] as const) {
		const tally = openTally();
		for (const [done, at] of [[0, 0], [3, 6000]] as const) {
			tally.add({
				type: 'progress', done, total: 10, unit: 'lines', division: '100', phase: 'copying',
			}, at);
		}

		tally.add({
			type: 'division', division: '600', state: 'not reached', message: '',
		}, 6000);
		t.like(tally.progress(), {done: 3, division: '100'});
		tally.add({
			type: 'division', division, state, message: '',
		}, 6000);
		t.is(tally.progress(), null);
		t.is(tally.rate(6000), undefined);
	}
});
