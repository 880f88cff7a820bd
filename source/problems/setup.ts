import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

const wrong = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.usage, explain});

/** Answers of the set-up that cannot be used. */
export const setupProblems = {
	'SETUP-ANSWER': wrong(({reason}) => ({
		summary: `That cannot be used: ${show(reason)}.`,
		cause: 'The answer is not in a form that is understood here.',
		fix: 'Answer the question again.',
	})),
	'SETUP-SERVERS': wrong(() => ({
		summary: 'Nobody answered on this network segment.',
		cause: 'SQL Server Browser (UDP 1434) was asked by a broadcast. It does not cross routers, and firewalls often stop it.',
		fix: 'Type the name of the server.',
	})),
	'SETUP-DATABASE': wrong(({database, server, setUpFile}) => ({
		summary: `${show(database)} on ${show(server)} is no Synergy database that lets you in.`,
		cause: 'It lacks the tables of Synergy (bedryf with the back office columns, humres, HRRoles), it does not exist, or the login may not open it.',
		fix: setUpFile === undefined ? 'Take one of the list, or let an administrator give the login access.' : `Correct "database" or "user" in ${show(setUpFile)}, or let an administrator give the login access.`,
	})),
	'SETUP-BACO': wrong(({servers, server, detail}) => servers === undefined
		? {
			summary: `${show(server)} does not let Baco in: ${show(detail)}`,
			cause: 'The password is wrong for this server, or it has no such login.',
			fix: 'Type the password of this server. The same answer once more goes on without: the tests of its divisions then stop at the login.',
		}
		: {
			summary: `No Globe server lets Baco in: ${Array.isArray(servers) ? servers.join(' ') : ''}`,
			cause: 'The password is wrong, the login is missing or disabled, or the servers cannot be reached from here.',
			fix: 'Ask the system administrator or the Exact Support Desk for the password; an empty answer goes on without it.',
		}),
	'SETUP-SERVICE': wrong(({at, user}) => ({
		summary: `The entity service at ${show(at)} refuses ${show(user)} with this password.`,
		cause: 'User, password or domain is wrong, or the server refuses NTLM for this name. The password was sent to this one service only.',
		fix: 'Type the password again. The same answer once more goes on with it; for another account go back to the question before.',
	})),
	'SETUP-DBCONFIG': {
		exitCode: exitCodes.configuration,
		explain: ({file, reason}) => ({
			summary: `${show(file)} cannot be used: ${show(reason)}.`,
			cause: 'The file is not there, or is not in a form that is understood.',
			fix: 'Give server and database by hand: --server and --database.',
		}),
	},
	'SETUP-FILE': wrong(({file, reason}) => ({
		summary: `The set-up file ${show(file)} cannot be used: ${show(reason)}.`,
		cause: 'It must be a JSON object with the answers by their names, as {"name": "acme", "server": "SQL01", "user": "support"}.',
		fix: 'Correct the file. Passwords do not belong in it: they come from the environment or the stores.',
	})),
} as const satisfies Record<string, Entry>;
