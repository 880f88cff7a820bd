import {keyOf, type Total} from './read-totals.js';

export type Difference = {
	readonly year: number;
	readonly period: string;
	readonly account: string;
	readonly kind: 'amount differs' | 'only in Synergy' | 'only in back office';
	/** Undefined where the side has nothing. */
	readonly synergy: number | undefined;
	readonly globe: number | undefined;
	/** Synergy minus back office, as it is. */
	readonly difference: number;
	/** Lines of the back office that wait for replication. */
	readonly waiting: number;
	/** What waits is exactly what is missing. */
	readonly isExplained: boolean;
};

/** Where both sides differ by more than the tolerance, with amounts rounded to cents; by year, period and account. */
export const compareTotals = (synergy: ReadonlyMap<string, Total>, globe: ReadonlyMap<string, Total>, tolerance: number): Difference[] =>
	[...new Set([...synergy.keys(), ...globe.keys()])].flatMap((key): Difference[] => {
		const [ours, theirs] = [synergy.get(key), globe.get(key)];
		const {year, period, account} = (ours ?? theirs)!;
		const difference = (ours?.amount ?? 0) - (theirs?.amount ?? 0);
		// An account whose lines sum to nothing on its only side equals one without lines.
		if (Math.abs(cents(ours?.amount ?? 0) - cents(theirs?.amount ?? 0)) <= tolerance) {
			return [];
		}

		return [{
			year,
			period,
			account,
			kind: ours === undefined ? 'only in back office' : (theirs === undefined ? 'only in Synergy' : 'amount differs'),
			synergy: ours?.amount,
			globe: theirs?.amount,
			difference,
			waiting: theirs?.waitingLines ?? 0,
			isExplained: (theirs?.waitingLines ?? 0) > 0 && Math.abs(cents(difference + theirs!.waitingAmount)) <= Math.max(tolerance, 0.005),
		}];
	}).toSorted((one, other) => keyOf(one).localeCompare(keyOf(other), 'en', {numeric: true}));

const cents = (amount: number) => Math.round(amount * 100) / 100;
