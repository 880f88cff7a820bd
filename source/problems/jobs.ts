import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

/** The catalogue of background jobs, and what keeps one from being started. */
export const jobProblems = {
	'JOB-UNKNOWN': {
		exitCode: exitCodes.usage,
		explain: ({name, known}) => ({
			summary: `There is no job ${show(name)}.`,
			cause: `The jobs are ${Array.isArray(known) ? known.join(', ') : show(known)}.`,
			fix: 'Run baco jobs to see them.',
		}),
	},
} as const satisfies Record<string, Entry>;
