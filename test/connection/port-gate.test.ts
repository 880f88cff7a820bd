import test from 'ava';
import {DeadlineError} from '../../source/connection/network/with-deadline.js';
import {portGate} from '../../source/connection/port-gate.js';

const {signal} = new AbortController();
const attempt = {
	host: 'GONE', port: 1433, timeoutMs: 1, signal,
};

test('a silent port is waited for once, whoever asks', async t => {
	let tries = 0;
	const open = portGate(async () => {
		tries += 1;
		throw new DeadlineError(1);
	});
	const outcomes = await Promise.allSettled([open(attempt), open({...attempt, host: 'gone'}), open(attempt)]);
	t.true(outcomes.every(({status}) => status === 'rejected'));
	t.is(tries, 1);
	await t.throwsAsync(open({...attempt, port: 1434}));
	t.is(tries, 2);
});

test('a port that refuses or opens is tried by each, and a cancelled try decides nothing', async t => {
	let tries = 0;
	const cancelled = new AbortController();
	const open = portGate(async ({signal: own}) => {
		tries += 1;
		if (own === cancelled.signal) {
			cancelled.abort();
			throw new DeadlineError(1);
		}

		throw Object.assign(new Error('refused'), {code: 'ECONNREFUSED'});
	});
	await t.throwsAsync(open({...attempt, signal: cancelled.signal}));
	await t.throwsAsync(open(attempt), {message: 'refused'});
	await t.throwsAsync(open(attempt), {message: 'refused'});
	t.is(tries, 3);
});
