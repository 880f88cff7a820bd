import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

/** The process report of Synergy. */
export const processLogProblems = {
	'PLOG-NONE': {
		exitCode: exitCodes.failed,
		explain: ({database, missing}) => ({
			summary: missing === undefined ? `The table BacoProcessLog is not in ${show(database)}.` : `BacoProcessLog in ${show(database)} lacks ${Array.isArray(missing) ? missing.join(', ') : show(missing)}.`,
			cause: 'This is not a Synergy database, or the login may not see the table.',
			fix: 'Choose the profile of the Synergy database, or have the login given the right to read it.',
		}),
	},
	'PLOG-TYPES': {
		exitCode: exitCodes.configuration,
		explain: ({profile, used}) => ({
			summary: 'Which rows of the process log are errors is not known.',
			cause: `The vendor does not document the numbers in LogType. This database has ${Array.isArray(used) && used.length > 0 ? used.join(', ') : 'none yet'}.`,
			fix: `Say which of them are errors: baco profile set ${show(profile)} --process-log-type error=NUMBER. Until then leave the filter out.`,
		}),
	},
} as const satisfies Record<string, Entry>;
