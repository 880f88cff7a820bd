import type {Accounts} from './accounts.js';
import type {Entry, Places} from './entries-of.js';
import type {SharedColumn} from './shared-columns.js';
import type {Doubts} from './doubts.js';
import {withoutBlanks} from './without-blanks.js';

/** Largest imbalance that is only the noise of floating point. */
export const tolerance = 0.005;

export type CheckOptions = {
	readonly columns: readonly SharedColumn[];
	readonly place: Places;
	readonly accounts: Accounts;
	readonly doubts: Doubts;
};

/** Why an entry must not go to Synergy; undefined when it may. What is only doubtful is noted. */
export const entryFault = ({lines}: Entry, {columns, place, accounts, doubts}: CheckOptions): string | undefined => {
	const [account, amount] = [place('reknr'), place('bdr_hfl')];
	let balance = 0;
	for (const line of lines) {
		const code = text(line[account]);
		const known = accounts.get(code);
		if (known === undefined) {
			return `ledger account ${code === '' ? '(none)' : code} does not exist in Synergy`;
		}

		balance += Number(line[amount]);
		const long = columns.findIndex(({limit}, index) => limit !== undefined && lengthOf(line[index]) > limit);
		if (long !== -1) {
			return `${columns[long]!.name} has more than the ${columns[long]!.limit} characters of Synergy's column`;
		}

		doubts.look(line, code, known);
	}

	return Math.abs(balance) > tolerance ? `its lines sum to ${balance.toFixed(2)} and not to 0` : undefined;
};

/** Blanks before a code count, those behind it are not sent. */
const lengthOf = (value: unknown) => typeof value === 'string' ? withoutBlanks(value).length : 0;

const text = (value: unknown) => typeof value === 'string' ? value.trim() : '';
