import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
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
		explain: ({from}) => ({
			summary: `Nothing names ${show(from)} any more: no division, no row of BacoAccessServers, no portal.`,
			cause: 'The move is done already, or the name is written otherwise.',
			fix: 'Run baco settings show to see the names in use.',
		}),
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
