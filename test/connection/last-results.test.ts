import test from 'ava';
import {
	readLastResults,
	rememberResult,
	watchLastResults,
	type LastResult,
} from '../../source/connection/last-results.js';
import type {TestResult} from '../../source/connection/contract.js';
import {temporaryHome} from '../home.js';

const result = (division: string): TestResult => ({
	division, name: division, verdict: 'pass', startedAt: '2026-01-01T00:00:00.000Z', durationMs: 1, steps: [],
});

test.serial('results that any baco keeps are told as they come, those that were there before are not', async t => {
	await temporaryHome(t);
	await rememberResult('acme', result('100'));
	const seen = new Map<string, LastResult>();
	const {promise: hasAll, resolve} = Promise.withResolvers<void>();
	const stop = watchLastResults('acme', results => {
		for (const [code, one] of results) {
			seen.set(code, one);
		}

		if (seen.has('1/0') && seen.has('110')) {
			resolve();
		}
	});
	t.teardown(stop);
	// The watch begins a moment after it was asked for: a result is written until it is heard.
	const timer = setInterval(() => {
		void rememberResult('acme', result('110')).then(async () => rememberResult('acme', result('1/0')));
	}, 50);
	await hasAll;
	clearInterval(timer);
	t.deepEqual(seen.keys().toArray().toSorted(), ['1/0', '110']);
	t.like(seen.get('110'), {verdict: 'pass', startedAt: '2026-01-01T00:00:00.000Z'});
	const all = await readLastResults('acme');
	t.true(all.has('100'));
});
