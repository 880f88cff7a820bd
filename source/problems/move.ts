import {countOf} from '../platform/count-of.js';
import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {sameReason} from './same-reason.js';
import {show} from './show.js';

/** Moving a SQL server: the old name in every place where it stands. */
export const moveProblems = {
	'MOVE-NAME': {
		exitCode: exitCodes.usage,
		explain: ({name, reason}) => ({
			summary: `${show(name)} cannot be a server of the move: ${show(reason)}.`,
			cause: 'A move replaces the name of one SQL server by another one.',
			fix: String.raw`Give SERVER or SERVER\INSTANCE, as the database path has it: --from OLD --to NEW.`,
		}),
	},
	'MOVE-NONE': {
		exitCode: exitCodes.usage,
		explain({from, unread}) {
			const databases = Array.isArray(unread) ? unread as ReadonlyArray<{readonly name: string; readonly reason: string}> : [];
			return databases.length === 0
				? {
					summary: `Nothing names ${show(from)} any more: no division, no row of BacoAccessServers, no portal.`,
					cause: 'The move is done already, or the name is written otherwise.',
					fix: 'Run baco settings show to see the names in use.',
				}
				: {
					summary: `Nothing that could be read names ${show(from)}: no division and no portal. Whether a row of BacoAccessServers does is not known: ${countOf(databases.length, 'database')} could not be read.`,
					cause: ['The move is done already, the name is written otherwise, or it stands in what could not be read:', ...sameReason(databases).map(line => `  ${line}`)].join('\n'),
					fix: 'Mend what keeps these databases from being read and run the same command again; baco settings show shows the names in use.',
				};
		},
	},
	'MOVE-RUNNING': {
		exitCode: exitCodes.alreadyRunning,
		explain: ({id, pid}) => ({
			summary: `The move ${show(id)} is running already (process ${show(pid)}).`,
			cause: 'Two moves of the same server at once would undo each other.',
			fix: 'Wait for its end. When it was killed, run the same command again: it goes on where it stopped.',
		}),
	},
	'MOVE-UNKNOWN': {
		exitCode: exitCodes.usage,
		explain: ({id}) => ({
			summary: id === '' ? 'There is no move of this profile to undo.' : `There is no move ${show(id)} of this profile.`,
			cause: 'Only a move that was begun through this profile on this machine can be undone.',
			fix: 'Run baco audit --filter move to see the moves.',
		}),
	},
} as const satisfies Record<string, Entry>;
