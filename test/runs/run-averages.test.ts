import test from 'ava';
import {averageOf, usualAverage} from '../../source/runs/run-averages.js';
import {sampleRecord} from './sample-record.js';

const run = (divisions: readonly string[], durationMs: number, rest = {}) => sampleRecord({divisions, durationMs, ...rest});

test('only runs that can be compared are averaged: of the same divisions, else of as many', t => {
	const runs = [run(['100'], 1000), run(['120'], 3000), run(['100', '120', '130'], 90_000), run([], 400_000)];
	const kind = {job: 'baco-importer', dryRun: false, runner: 'built-in'} as const;
	t.deepEqual(averageOf(runs, {...kind, divisions: ['100']}), {ms: 1000, of: '1 run on division 100'});
	t.deepEqual(averageOf(runs, {...kind, divisions: ['300']}), {ms: 2000, of: 'the last 2 runs on 2 other divisions'});
	t.is(averageOf([run(['100'], 1000), run(['100'], 3000)], {...kind, divisions: ['300']})?.of, 'the last 2 runs on 1 other division');
	t.is(averageOf([run(['100', '120'], 1000), run(['100', '130'], 3000)], {...kind, divisions: ['300', '310']})?.of, 'the last 2 runs on 2 other divisions each');
	t.deepEqual(averageOf(runs, {...kind, divisions: ['130', '120', '100']}), {ms: 90_000, of: '1 run on divisions 130, 120, 100'});
	t.deepEqual(averageOf(runs, {...kind, divisions: []}), {ms: 400_000, of: '1 run'});
	t.is(averageOf(runs, {...kind, divisions: ['1', '2']}), undefined, 'a run on one division says nothing of one on two');
});

test('runs that broke off, and real ones beside dry ones, do not count; one that ended with rejections does', t => {
	const runs = [
		run([], 5, {state: 'failed'}), run([], 7, {state: 'failed', isComplete: false}), run([], 1000, {state: 'failed', isComplete: true}), run([], 3000), run([], 9, {dryRun: true}), run([], 90_000, {runner: 'classic'}),
	];
	const kind = {
		job: 'baco-importer', divisions: [], dryRun: false, runner: 'built-in',
	} as const;
	t.deepEqual(averageOf(runs, kind), {ms: 2000, of: 'the last 2 runs'});
	t.deepEqual(averageOf(runs, {...kind, dryRun: true}), {ms: 9, of: '1 dry run'});
	t.deepEqual(averageOf(runs, {...kind, runner: 'classic'}), {ms: 90_000, of: '1 run'}, 'the vendor\'s program takes another time');
});

test('the list of jobs has the average of runs like the last one', t => {
	t.deepEqual(usualAverage([run(['100'], 1000), run([], 9000), run(['100'], 3000)], 'baco-importer'), {ms: 2000, of: 'the last 2 runs on division 100'});
	t.is(usualAverage([run([], 9000)], 'log-handler'), undefined);
});
