import test from 'ava';
import {compareSides} from '../../../jobs/rp-financial-check/compare-sides.js';
import type {RowValues, SqlConnection, Statement} from '../../../source/sql/contract.js';
import {sql} from '../../../source/sql/statement.js';

/** A side that answers each time it is added up with the next of these rows: year, period, account, amount, lines and what waits. */
const side = (...answers: ReadonlyArray<readonly RowValues[]>) => {
	const asked: Statement[] = [];
	const connection = {
		async * stream(statement: Statement) {
			asked.push(statement);
			yield answers[asked.length - 1]!;
		},
	} as unknown as SqlConnection;
	return {asked, compared: {connection, lines: sql`1 = 1`}};
};

const row = (period: string, account: string, amount: number): RowValues => [2024, period, account, amount, 1, 0, 0];

const options = {tolerance: 0.005, onRead: () => undefined};

test('codes that are padded in two ways on one side are one total', async t => {
	const ours = side([row('1', '1300', 40), row('  1', '     1300', 60), row('2', 'a10', 5)]);
	const theirs = side([row('  1', '     1300', 100), row('  2', 'A10', 5)]);
	const {differences, synergy} = await compareSides(ours.compared, theirs.compared, options);
	t.deepEqual(differences, []);
	t.like(synergy.get('2024/1/1300'), {amount: 100, lines: 2});
	t.is(ours.asked.length, 1);
});

test('a line that the first reading counted twice is no difference; one that stays is, as it was read last', async t => {
	const ours = side([row('1', '1300', 100), row('1', '1400', 7), row('1', '1500', 1)], [row('1', '1300', 50), row('1', '1400', 8)]);
	const theirs = side([row('1', '1300', 50), row('1', '1400', 9), row('1', '1500', 1)], [row('1', '1300', 50), row('1', '1400', 9)]);
	const {differences, synergy} = await compareSides(ours.compared, theirs.compared, options);
	t.deepEqual(differences.map(({account, synergy: our, globe}) => [account, our, globe]), [['1400', 8, 9]]);
	t.is(synergy.get('2024/1/1500')!.amount, 1);
	t.deepEqual(ours.asked[1]!.parameters.map(({value}) => value), [2024, '1300', '1400'], 'only what differed is read again');
});
