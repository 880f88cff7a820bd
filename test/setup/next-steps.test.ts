import test from 'ava';
import type {TestResult} from '../../source/connection/contract.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {ProblemId} from '../../source/problems/catalogue.js';
import type {Facts} from '../../source/problems/problem.js';
import {profileOf} from '../../source/setup/answers.js';
import {nextSteps} from '../../source/setup/next-steps.js';

const failed = (division: string, id: ProblemId, facts: Facts): TestResult => {
	const {explanation} = new BacoError(id, facts);
	return {
		division, name: division, verdict: 'fail', startedAt: '2026-01-01T00:00:00.000Z', durationMs: 1,
		steps: [{
			id: 'LOGIN', title: 'Login', status: 'fail', durationMs: 1, summary: explanation.summary, evidence: {},
			findings: [{
				id, severity: 'fail', ...explanation, evidence: facts, repair: null,
			}],
		}],
	};
};

const lines = (results: readonly TestResult[]) => nextSteps(profileOf({name: 'acme'}, {host: 'SQL01'}), results, {missing: []}).filter(line => line.includes(' fails for '));

test('divisions that fail at the same step for different causes are told apart', t => {
	const told = lines([
		failed('160', 'LOG-3', {login: 'Baco', server: 'A'}),
		failed('170', 'LOG-2', {login: 'Baco', server: 'A'}),
		failed('180', 'LOG-3', {login: 'Baco', server: 'A'}),
	]);
	t.is(told.length, 2);
	t.regex(told[0]!, /^ {2}LOGIN fails for 160, 180 \(LOG-3\): The login .*Baco.* is disabled/v);
	t.regex(told[1]!, /^ {2}LOGIN fails for 170 \(LOG-2\): /v);
});

test('what is said of one division alone is called an example', t => {
	const [only, ...others] = lines([
		failed('160', 'LOG-3', {login: 'Baco', server: 'A'}),
		failed('170', 'LOG-3', {login: 'Baco', server: 'B'}),
	]);
	t.is(others.length, 0);
	t.regex(only!, /fails for 160, 170 \(LOG-3\): for example 160: .* Details: baco test 160$/v);
});
