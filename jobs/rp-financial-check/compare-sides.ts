import type {SqlConnection} from '../../source/sql/contract.js';
import {repeatConflicts} from '../../source/sql/lock-conflict.js';
import {
	int,
	joined,
	nvarchar,
	sql,
	type Composable,
} from '../../source/sql/statement.js';
import type {Mark} from '../financial/replication-mark.js';
import {compareTotals, type Difference} from './compare-totals.js';
import {keyOf, readTotals, type Total} from './read-totals.js';

/** A side of the comparison: its connection, the condition for its lines, and in the back office the mark of the last replication. */
export type ComparedSide = {readonly connection: SqlConnection; readonly lines: Composable; readonly mark?: Mark};

export type Comparison = {
	readonly synergy: ReadonlyMap<string, Total>;
	readonly globe: ReadonlyMap<string, Total>;
	readonly differences: readonly Difference[];
};

/**
Adds up both sides and compares them. A line that is changed while the server reads may be counted twice or not at all, so what differs is added up
once more, and what is equal then is no difference.
*/
export const compareSides = async (synergy: ComparedSide, globe: ComparedSide, {tolerance, onRead}: {readonly tolerance: number; readonly onRead: () => void}): Promise<Comparison> => {
	const [ours, theirs] = await Promise.all([total(synergy), total(globe)]);
	onRead();
	const suspected = compareTotals(ours, theirs, tolerance);
	if (suspected.length === 0) {
		return {synergy: ours, globe: theirs, differences: []};
	}

	const only = within(suspected);
	const [oursAgain, theirsAgain] = await Promise.all([total(synergy, only), total(globe, only)]);
	const keys = new Set(suspected.map(difference => keyOf(difference)));
	const [settledOurs, settledTheirs] = [settled(ours, oursAgain, keys), settled(theirs, theirsAgain, keys)];
	return {synergy: settledOurs, globe: settledTheirs, differences: compareTotals(settledOurs, settledTheirs, tolerance)};
};

const total = async ({connection, lines, mark}: ComparedSide, only?: Composable) =>
	repeatConflicts(async () => readTotals(connection, only === undefined ? lines : sql`${lines} AND ${only}`, mark));

/** Their years and accounts; nothing more than the ledger itself when there are too many to name. */
const within = (differences: readonly Difference[]): Composable | undefined => {
	const accounts = [...new Set(differences.map(({account}) => account))];
	const years = [...new Set(differences.map(({year}) => year))];
	return accounts.length + years.length > mostNamed
		? undefined
		: sql`bkjrcode IN (${joined(years.map(year => int(year)), ', ')}) AND LTRIM(RTRIM(reknr)) IN (${joined(accounts.map(account => nvarchar(9, account)), ', ')})`;
};

/** A statement takes 2,100 parameters. */
const mostNamed = 1000;

/** The totals with those of the keys as they were read the second time. */
const settled = (first: ReadonlyMap<string, Total>, second: ReadonlyMap<string, Total>, keys: ReadonlySet<string>): Map<string, Total> => {
	const totals = new Map(first);
	for (const key of keys) {
		const again = second.get(key);
		if (again === undefined) {
			totals.delete(key);
		} else {
			totals.set(key, again);
		}
	}

	return totals;
};
