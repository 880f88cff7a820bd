import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {profileSet} from './reached-at.js';
import {repairCommand} from './repair-command.js';
import {show} from './show.js';

const textOr = (value: unknown, otherwise: string): string => typeof value === 'string' ? value : otherwise;

const found = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.failed, explain});

/** The table BacoAccessServers: machines that may use a Globe database through the services. */
export const accessServerProblems = {
	'BAS-STALE': found(({rowId, column, value, reason, division, after, profile}) => ({
		summary: `Row ${show(rowId)} of BacoAccessServers names an old server: ${show(column)} is ${show(value)}.`,
		cause: `The server was moved or replaced, and this row still refers to the former one${reason === undefined ? '' : ` (${show(reason)})`}.`,
		fix: `Update this row to the right server: r in the console, or ${repairCommand({
			kind: 'access-server', division: textOr(division, 'DIVISION'), rowId: Number(rowId), column: column === 'IPAddress' ? 'IPAddress' : 'MachineName', before: textOr(value, ''), after: textOr(after, 'NEW'),
		}, textOr(profile, 'NAME'))}. The change is shown before it is made, and can be undone.`,
	})),
	'BAS-NOROW': found(({host, message}) => ({
		summary: message === undefined
			? `BacoAccessServers has no row for the application server ${show(host)}.`
			: `The services say that the machine is not registered: ${show(message)}`,
		cause: 'The machine that runs the services was never added to the list of machines that may use this database.',
		fix: 'On that machine, in Globe: System > HR & Security > Workstation > New > Standard.',
	})),
	'BAS-MISSING': found(({database}) => ({
		summary: `The table BacoAccessServers does not exist in ${show(database)}.`,
		cause: 'This is not a Globe database, or the path names the wrong one.',
		fix: 'Correct the database path of the division.',
	})),
	'BAS-UNKNOWN': found(({rowId, value, reason, ...facts}) => ({
		summary: `Row ${show(rowId)} of BacoAccessServers names ${show(value)}, which no setting mentions.`,
		cause: `It may be a rightful workstation or application server, or a forgotten one${reason === undefined ? '' : ` (${show(reason)})`}.`,
		fix: `Ask whether this machine still uses Globe. If so: ${profileSet(facts, `--add-confirmed-name ${show(value)}`)}; when it is gone: ${profileSet(facts, `--add-former-server ${show(value)}`)}.`,
	})),
	'BAS-MAC': found(({rowId, value, expected}) => ({
		summary: `Row ${show(rowId)} of BacoAccessServers has the MAC address ${show(value)}, the connection was set up with ${show(expected)}.`,
		cause: 'The network card or the application server was replaced, or another address was chosen on the back office connection page.',
		fix: 'Compare with the MAC addresses of the application server, then choose the right one on the page and save, or register the workstation again in Globe.',
	})),
	'BAS-OPAQUE': found(({rowId, column}) => ({
		summary: `Row ${show(rowId)} of BacoAccessServers holds a value in ${show(column)} that is neither a name nor a MAC address.`,
		cause: 'The value is probably encoded; what it stands for cannot be told.',
		fix: 'Leave it as it is. When the connection is refused, register the workstation again in Globe.',
	})),
	'BAS-INERT': found(({rowId}) => ({
		summary: `Row ${show(rowId)} of BacoAccessServers verifies nothing: none of its checks is on.`,
		cause: 'CheckIPAddress, CheckMachineName and CheckMacAddress are all off.',
		fix: 'Register the workstation again in Globe when its identity should be verified.',
	})),
	'BAS-EMPTY': found(({rowId}) => ({
		summary: `Row ${show(rowId)} of BacoAccessServers names no machine.`,
		cause: 'IP address, machine name and MAC address are all empty.',
		fix: 'Remove or complete the workstation in Globe: System > HR & Security > Workstation.',
	})),
	'BAS-DUPLICATE': found(({rowId, other}) => ({
		summary: `Row ${show(rowId)} of BacoAccessServers repeats row ${show(other)}.`,
		cause: 'The machine was registered twice.',
		fix: 'Remove one of the two in Globe: System > HR & Security > Workstation.',
	})),
	'BAS-CHANGED': found(({rowId, column, before, now}) => ({
		summary: `Row ${show(rowId)} was changed meanwhile: ${show(column)} was ${show(before)}, now it is ${now === null ? 'NULL' : (now === undefined ? 'gone (the row was deleted)' : show(now))}.`,
		cause: 'After the value was seen, another person or program changed the row. Nothing was written.',
		fix: 'Look at the row again and decide anew.',
	})),
	'BAS-ROW': {
		exitCode: exitCodes.usage,
		explain: ({rowId, rows}) => ({
			summary: `BacoAccessServers has no row ${show(rowId)}.`,
			cause: Array.isArray(rows) && rows.length > 0 ? `It has the rows ${rows.join(', ')}.` : 'The table is empty.',
			fix: 'Run baco access-servers list to see the rows.',
		}),
	},
	'BAS-VALUE': {
		exitCode: exitCodes.usage,
		explain: ({column, value, reason}) => ({
			summary: `${JSON.stringify(value) ?? '?'} cannot be written to ${show(column)}: ${show(reason)}.`,
			cause: 'The value does not fit what the column can hold or what it is for.',
			fix: 'Give the name of the server as it is known on the network, or its IP address.',
		}),
	},
	'BAS-UNDO': {
		exitCode: exitCodes.usage,
		explain: ({reason}) => ({
			summary: `Nothing to undo: ${show(reason)}.`,
			cause: 'Only a repair that was made through this profile, and was not undone yet, can be undone.',
			fix: 'Run baco audit to see the changes made.',
		}),
	},
	'BAS-READONLY': {
		exitCode: exitCodes.rights,
		explain: ({profile}) => ({
			summary: `The profile ${show(profile)} is read-only: nothing was changed.`,
			cause: 'The profile was made to look, not to change.',
			fix: `Use another profile of this environment, or switch it off: baco profile set ${show(profile)} --no-read-only.`,
		}),
	},
	'BAS-MOVED': {
		exitCode: exitCodes.failed,
		explain: ({was, now}) => ({
			summary: `The division points to another database than before: ${show(now)} instead of ${show(was)}. Nothing was changed.`,
			cause: 'The back office settings of the division were changed after the row was seen.',
			fix: 'Look at the rows of the database that the division uses now.',
		}),
	},
	'BAS-LOST': {
		exitCode: exitCodes.connection,
		explain: ({rowId, now, division}) => ({
			summary: `The connection was lost while row ${show(rowId)} was being changed; whether the change was made is not known.`,
			cause: `The server went away between the change and its confirmation. ${now === undefined ? 'The row could not be read afterwards.' : `The row now shows ${show(now)}.`}`,
			fix: `When the server is back, run baco access-servers undo ${division === undefined ? 'DIVISION' : show(division)}: it reads the row, settles the audit record, and asks before it takes anything back.`,
		}),
	},
} as const satisfies Record<string, Entry>;
