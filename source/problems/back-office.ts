import {stateAdvice} from './database-states.js';
import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

const usage = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.usage, explain});
const refused = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.rights, explain});
const failed = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.failed, explain});

const page = 'Modules > System > Setup > Back office > Back office connection';
const listed = (fact: unknown, none = '') => Array.isArray(fact) && fact.length > 0 ? fact.join('; ') : none;

/** Changes of the back office settings: refusals, conflicts and what became of a save. */
export const backOfficeProblems = {
	'SET-VALUE': usage(({faults}) => ({
		summary: `The settings cannot be saved: ${listed(faults, 'a value is not usable')}.`,
		cause: 'What was typed is not in the form that Synergy stores, or does not fit its column.',
		fix: String.raw`Correct what is named. Web server: HOST:PORT. Database path: SERVER\INSTANCE\DATABASE, or SERVER\DATABASE for the default instance. Nothing was changed.`,
	})),
	'SET-NOTHING': usage(({division}) => ({
		summary: `Nothing to save: ${division === undefined ? 'no setting was named' : `division ${show(division)} has these settings already`}.`,
		cause: 'No value differs from what is stored.',
		fix: 'Run baco settings show DIVISION to see what is stored.',
	})),
	'SET-SECRET': usage(({field}) => ({
		summary: `${show(field)} cannot be typed here.`,
		cause: 'The form in which Synergy keeps passwords and tokens is not known, and a wrong form would break the connection.',
		fix: `Type it in Synergy: ${page}. baco shows only whether one is kept.`,
	})),
	'SET-READONLY': refused(({profile}) => ({
		summary: `The profile ${show(profile)} is read-only: nothing was changed.`,
		cause: 'The profile was made to look, not to change.',
		fix: `Use another profile of this environment, or switch it off: baco profile set ${show(profile)} --no-read-only.`,
	})),
	'SET-WHO': refused(({operator}) => ({
		summary: `${show(operator)} is no user of Synergy, so no right can be shown for the change.`,
		cause: 'humres has no person with this user name.',
		fix: 'Set your user in the profile: baco profile set NAME --operator USER.',
	})),
	'SET-ROLE': refused(({operator, role, found}) => ({
		summary: `${show(operator)} lacks the role ${show(role)}, which the back office settings need.`,
		cause: found === undefined ? 'Only administrators may define the back office connection settings.' : show(found),
		fix: 'An administrator gives the role in Synergy: Modules > System > Setup > Security > Roles.',
	})),
	'SET-MEMBER': refused(({operator, division}) => ({
		summary: `${show(operator)} does not belong to division ${show(division)}.`,
		cause: 'Synergy connects a person only to a division that he or she belongs to: the main division of the resource, or a row of DivisionPeople in force.',
		fix: 'An administrator adds the division on the card of the resource in Synergy.',
	})),
	'SET-BLOCKED': refused(({operator, division, where}) => ({
		summary: `${show(operator)} is blocked for the back office${division === undefined ? '' : ` of division ${show(division)}`}.`,
		cause: `BackOfficeBlocked is set in ${show(where)}.`,
		fix: 'An administrator takes the block away on the card of the resource in Synergy.',
	})),
	'SET-PERM': refused(({login, database, object, detail}) => ({
		summary: `The login ${show(login)} may not change ${show(object ?? 'dbo.bedryf')} in ${show(database)}${detail === undefined ? '' : `: ${show(detail)}`}.`,
		cause: 'The permission UPDATE is denied or was never granted to the SQL login of the profile.',
		fix: `A database administrator grants it: GRANT UPDATE ON ${show(object ?? 'dbo.bedryf')} TO [${show(login)}].`,
	})),
	'SET-DATABASE': refused(({database, detail}) => ({
		summary: `Nothing was changed, because the database ${show(database)} is read-only${detail === undefined ? '.' : `: ${show(detail)}`}`,
		...stateAdvice('read-only', show(database)),
		cause: 'An administrator has set the database READ_ONLY, or it is the readable copy of an availability group.',
	})),
	'SET-COLUMN': failed(({column, database}) => ({
		summary: `bedryf in ${show(database)} has no column ${show(column)}.`,
		cause: 'The product version of this Synergy database is older.',
		fix: 'Leave this setting out, or update Synergy.',
	})),
	'SET-TEST': failed(({division, detail, step}) => ({
		summary: `Not saved: with the new values the connection of division ${show(division)} does not work (${show(step)}: ${show(detail)})`,
		cause: 'Settings are saved only when the connection to Globe works.',
		fix: 'Mend what the test names, or correct the values. Nothing was changed.',
	})),
	'SET-WARN': failed(({division, detail}) => ({
		summary: `Not saved: the test of division ${show(division)} with the new values warns: ${show(detail)}`,
		cause: 'A warning does not stop the connection, but somebody must say that it is known.',
		fix: 'Accept it (--accept-warnings), or mend what it names. Nothing was changed.',
	})),
	'SET-UNTESTED': failed(({division}) => ({
		summary: `Not saved: the new values of division ${show(division)} were not tested.`,
		cause: 'Settings are saved only after a test with these very values.',
		fix: 'Run the test with the new values, then save.',
	})),
	'SET-CHANGED': failed(({division, changes, by, at, isTag}) => isTag === true
		? {
			summary: `Division ${show(division)} has another version than the tag in If-Match: it was changed last${at === undefined ? '' : ` at ${show(at)}`}${by === undefined ? '' : ` by ${show(by)}`}.`,
			cause: 'The tag is of the entity as it was before that change, whoever made it. Nothing was written.',
			fix: 'Read the entity again, and send its tag with the change.',
		}
		: ({
			summary: `${division === undefined ? 'The MAC address' : `Division ${show(division)}`} was changed by someone else${by === undefined ? '' : ` (${show(by)}${at === undefined ? '' : `, ${show(at)}`})`}: ${listed(changes, 'the settings are as you saw them, but another column of the row was changed')}.`,
			cause: 'Between the preview and the save another person or program changed the row. Nothing was written.',
			fix: 'Look at the settings as they are now, and decide anew.',
		})),
	'SET-OTHERS': failed(({division, others}) => ({
		summary: `Division ${show(division)} was not saved, because ${show(others)} could not be.`,
		cause: 'The divisions were to be saved all or none.',
		fix: 'Mend what stopped the other division, or save each for itself (--each, in the console o).',
	})),
	'SET-LOST': {
		exitCode: exitCodes.connection,
		explain: ({divisions}) => ({
			summary: `The connection was lost during the save; whether ${listed(divisions, 'the change')} was saved is not known.`,
			cause: 'The server went away between the change and its confirmation, and the rows could not be read afterwards.',
			fix: 'When the server is back, run baco settings undo DIVISION: it reads the row, settles the audit record, and asks before it takes anything back.',
		}),
	},
	'SET-UNDO': usage(({reason}) => ({
		summary: `Nothing to undo: ${show(reason)}.`,
		cause: 'Only a save that was made through this profile, and was not undone yet, can be undone.',
		fix: 'Run baco audit to see the changes made.',
	})),
	'SET-MAC': usage(({value}) => ({
		summary: `${show(value)} is no MAC address.`,
		cause: 'A MAC address has six pairs of hexadecimal digits, as in 00-15-5D-01-02-03.',
		fix: 'Take one of the application server\'s own list: run getmac or ipconfig /all there.',
	})),
} as const satisfies Record<string, Entry>;
