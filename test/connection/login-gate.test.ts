import test from 'ava';
import {loginGate, RepeatedRefusal} from '../../source/connection/login-gate.js';
import type {SqlConnection, SqlTarget} from '../../source/sql/contract.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';

const target: SqlTarget = {
	host: 'sql', port: 1433, user: 'Baco', password: 'wrong', encrypt: true, trustServerCertificate: false,
};
const refusal = (number: number) => new SqlFailure('login', 'no', {
	messages: [{
		number, state: 1, class: 14, message: 'no', serverName: '', procName: '', lineNumber: 1,
	}],
});

const attempts = async (failure: Error | undefined, targets: readonly SqlTarget[]) => {
	const gate = loginGate();
	let sent = 0;
	const outcomes = await Promise.allSettled(targets.map(async one => gate(one, async () => {
		sent += 1;
		if (failure !== undefined) {
			throw failure;
		}

		const connection: Partial<SqlConnection> = {};
		return connection as SqlConnection;
	})));
	return {sent, outcomes};
};

const sentOf = async (...arguments_: Parameters<typeof attempts>): Promise<number> => {
	const {sent} = await attempts(...arguments_);
	return sent;
};

test('a password that a server refused is sent once in a run, however many divisions ask', async t => {
	const {sent, outcomes} = await attempts(refusal(18_456), Array.from({length: 20}, (_, index) => ({...target, database: `${100 + index}`})));
	t.is(sent, 1);
	t.true(outcomes.slice(1).every(outcome => outcome.status === 'rejected' && outcome.reason instanceof RepeatedRefusal && outcome.reason.number === 18_456));
});

test('another password, login or server is tried', async t => {
	const {sent} = await attempts(refusal(18_456), [target, {...target, password: 'other'}, {...target, user: 'Operator'}, {...target, port: 1500}]);
	t.is(sent, 4);
});

test('a refusal of one database, or a broken line, does not count for the others', async t => {
	t.is(await sentOf(refusal(4060), [target, target, target]), 3);
	t.is(await sentOf(new SqlFailure('timeout', 'late'), [target, target, target]), 3);
});

test('after a good login all others go through', async t => {
	t.is(await sentOf(undefined, [target, target, target]), 3);
});
