import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

/** Ends that no check explains: a stop by the operator, and a change whose outcome nobody knows. */
export const sqlProblems = {
	'SQL-OUTCOME-UNKNOWN': {
		exitCode: exitCodes.connection,
		explain: ({detail}) => ({
			summary: `It is not known whether the change was made: ${show(detail)}`,
			cause: 'The connection was lost between the commit and its confirmation.',
			fix: 'Look at the current value before the change is made again.',
		}),
	},
	CANCELLED: {
		exitCode: exitCodes.cancelled,
		explain: () => ({
			summary: 'Cancelled.',
			cause: 'It was stopped before it ended.',
			fix: 'Nothing needs to be done.',
		}),
	},
} as const satisfies Record<string, Entry>;
