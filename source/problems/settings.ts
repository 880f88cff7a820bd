import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

const found = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.failed, explain});

const page = 'Modules > System > Setup > Back office > Back office connection';

/** The back office settings of a division. */
export const settingsProblems = {
	'CFG-1': found(({division}) => ({
		summary: `Division ${show(division)} has no back office connection.`,
		cause: 'The connection is switched off and nothing is filled in.',
		fix: `Nothing to mend when the division needs none; else fill it in: ${page}.`,
	})),
	'CFG-2': found(({division}) => ({
		summary: `The back office connection of division ${show(division)} is switched off.`,
		cause: 'BackOfficeEnabled is 0 in bedryf, though settings are filled in.',
		fix: `Switch it on: ${page}.`,
	})),
	'CFG-3': found(({division}) => ({
		summary: `Division ${show(division)} does not exist in Synergy any more.`,
		cause: 'The row in bedryf was removed after the list was read.',
		fix: 'Read the list of divisions again.',
	})),
	'CFG-4': found(({value, reason}) => ({
		summary: `The SQL server of the database path is not usable: ${show(reason)}${value === '' || value === undefined ? '' : ` (${show(value)})`}.`,
		cause: String.raw`The setting must be SERVER, SERVER\INSTANCE or SERVER,PORT.`,
		fix: `Correct the database path: ${page}.`,
	})),
	'CFG-5': found(({value, reason}) => ({
		summary: `The database name is not usable: ${show(reason)}${value === '' || value === undefined ? '' : ` (${show(value)})`}.`,
		cause: 'The database part of the path is empty or is no name that SQL Server allows.',
		fix: `Correct the database path: ${page}.`,
	})),
	'CFG-6': found(({value, reason}) => ({
		summary: `The web server of Globe is not usable: ${show(reason)}${value === '' || value === undefined ? '' : ` (${show(value)})`}.`,
		cause: 'The setting must be HOST:PORT, as in appserver:8010.',
		fix: `Correct the web server: ${page}.`,
	})),
	'CFG-7': found(({column, length, maximum}) => ({
		summary: `${show(column)} fills its column to the brim (${show(length)} of ${show(maximum)} characters).`,
		cause: 'A longer value may have been cut off when it was saved.',
		fix: 'Compare it with the real name; use a shorter alias when it does not fit.',
	})),
	'CFG-8': found(({columns}) => ({
		summary: `bedryf lacks columns of the back office settings: ${Array.isArray(columns) ? columns.join(', ') : show(columns)}.`,
		cause: 'The product version of this Synergy database is older (the settings are valid for product update 501 and higher).',
		fix: 'What depends on these columns is shown as unknown.',
	})),
	'CFG-9': {
		exitCode: exitCodes.usage,
		explain: ({division}) => ({
			summary: `There is no division ${show(division)} in this Synergy database.`,
			cause: 'The code is mistyped, or the profile points to another environment.',
			fix: 'Run baco divisions to see the codes.',
		}),
	},
	'STEP-1': found(({step, seconds}) => ({
		summary: `The step ${show(step)} did not end within ${show(seconds)} s.`,
		cause: 'Something on the way answers very slowly or not at all.',
		fix: 'Test again; when it stays so, follow the evidence of the steps before it.',
	})),
} as const satisfies Record<string, Entry>;
