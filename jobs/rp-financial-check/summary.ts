import {countOf} from '../../source/platform/count-of.js';
import type {JobOutcome} from '../runtime/contract.js';

/** The codes of the divisions by what the check found. */
export type Found = {
	readonly agree: readonly string[];
	/** Every difference of theirs is exactly what waits for replication. */
	readonly wait: readonly string[];
	readonly differ: readonly string[];
	/** Those that could not be compared. */
	readonly failed: readonly string[];
};

/**
The outcome of the run. What entries that wait explain to the cent is no fault of the figures, so it fails nothing, but it is no agreement
either: it is counted and named apart.
*/
export const summaryOf = ({agree, wait, differ, failed}: Found): JobOutcome => {
	if (differ.length + wait.length + failed.length === 0) {
		return {message: `${agree.length} ${agree.length === 1 ? 'division agrees' : 'divisions agree'} with the back office.`};
	}

	const parts = [
		...named(differ, 'differs', 'differ'),
		...named(wait, 'differs only by entries that wait', 'differ only by entries that wait'),
		...named(failed, 'could not be compared', 'could not be compared'),
	];
	const isFailed = differ.length + failed.length > 0;
	const count = differ.length + wait.length + failed.length + agree.length;
	if (count === 1) {
		return {message: `Division ${parts[0]!.codes} ${parts[0]!.what}.`, isFailed};
	}

	const told = parts.map(({number, what, codes}) => `${number} ${what}: ${codes}`);
	return {message: `Of ${countOf(count, 'division')} ${[...told, ...(agree.length === 0 ? [] : [`${agree.length} ${agree.length === 1 ? 'agrees' : 'agree'}`])].join('; ')}.`, isFailed};
};

const named = (codes: readonly string[], one: string, more: string) => codes.length === 0 ? [] : [{number: codes.length, what: codes.length === 1 ? one : more, codes: codes.join(', ')}];
