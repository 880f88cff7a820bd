import {setTimeout as delay} from 'node:timers/promises';
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
	const stop = watchLastResults('acme', results => {
		for (const [code, one] of results) {
			seen.set(code, one);
		}
	});
	t.teardown(stop);
	// The watch begins a moment after it was asked for: results are written until they are heard.
	while (!(seen.has('1/0') && seen.has('110'))) {
		await rememberResult('acme', result('110')); // eslint-disable-line no-await-in-loop
		await rememberResult('acme', result('1/0')); // eslint-disable-line no-await-in-loop
		await delay(20); // eslint-disable-line no-await-in-loop
	}

	t.deepEqual(seen.keys().toArray().toSorted(), ['1/0', '110']);
	t.like(seen.get('110'), {verdict: 'pass', startedAt: '2026-01-01T00:00:00.000Z'});
	const all = await readLastResults('acme');
	t.true(all.has('100'));
});
