import test from 'ava';
import {BacoError} from '../../source/problems/baco-error.js';
import {endedOnce} from '../../source/problems/ended-once.js';

test('a value with a full stop of its own at the end of a sentence gets no second one; a path keeps its dots', t => {
	const {SAMPLE: sample} = endedOnce({
		SAMPLE: {
			exitCode: 1,
			explain: ({company}) => ({summary: `Missing: ${String(company)}.`, cause: `It is ${String(company)}. Nobody knows.`, fix: 'Look into ../shared and wait...'}),
		},
	});
	t.deepEqual(sample!.explain({company: 'Delta Bike Retail B.V.'}), {
		summary: 'Missing: Delta Bike Retail B.V.', cause: 'It is Delta Bike Retail B.V. Nobody knows.', fix: 'Look into ../shared and wait...',
	});
	t.false('dutch' in sample!);
});

test('the catalogue goes through it', t => {
	t.is(new BacoError('SYNC-UNKNOWN', {connection: 'x', known: ['a (Delta Bike B.V.)', 'Delta Bike B.V.']}).explanation.cause, 'The office and the profile have a (Delta Bike B.V.), Delta Bike B.V.');
});
