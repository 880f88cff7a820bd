import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

/** The embedded environment with sample data. */
export const demoProblems = {
	'DEMO-START': {
		exitCode: exitCodes.failed,
		explain: ({reason, log, lastLines}) => ({
			summary: `The demo did not start: ${show(reason)}.`,
			cause: lastLines === '' || lastLines === undefined ? 'It wrote nothing to its log.' : `The last lines of its log:\n${show(lastLines)}`,
			fix: /disk is full|ENOSPC/v.test(show(lastLines)) ? `Make room on the disk of ${show(log)} (the sample databases need about 60 MB), or set BACO_HOME to a folder on another one; then start it again.` : `Read ${show(log)}. If its data is damaged, baco demo reset makes it new.`,
		}),
	},
	'DEMO-VERSION': {
		exitCode: exitCodes.configuration,
		explain: () => ({
			summary: 'The demo has sample data of another version of baco.',
			cause: 'baco was updated, and the sample data with it.',
			fix: 'Run baco demo reset: it removes the old sample data; the next start makes the new.',
		}),
	},
	'DEMO-STOP': {
		exitCode: exitCodes.failed,
		explain: ({pid, detail}) => ({
			summary: `The demo (process ${show(pid)}) cannot be stopped: ${show(detail)}.`,
			cause: 'It belongs to another user, or it hangs in the operating system.',
			fix: `End process ${show(pid)} by hand.`,
		}),
	},
	'DEMO-PROFILE': {
		exitCode: exitCodes.configuration,
		explain: ({name}) => ({
			summary: `There is a profile ${show(name)} that the demo did not make.`,
			cause: 'That name is reserved for the embedded environment, and baco does not overwrite a profile of yours.',
			fix: `See it with baco profile show ${show(name)}, add it again under another name, then run baco profile remove ${show(name)}.`,
		}),
	},
	'DEMO-SECRET': {
		exitCode: exitCodes.configuration,
		explain: ({name}) => ({
			summary: `The demo has no password for ${show(name)}.`,
			cause: 'It was never started, or there is no such sample login: it knows operator, baco and service.',
			fix: 'Start it with baco demo.',
		}),
	},
} as const satisfies Record<string, Entry>;
