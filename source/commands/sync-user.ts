import type {Command} from './command.js';
import {runSubcommand} from './subcommands.js';
import {assignSubcommand} from './sync-user/assign.js';
import {configureSubcommand} from './sync-user/configure.js';
import {refreshSubcommand} from './sync-user/refresh.js';
import {relinkSubcommand} from './sync-user/relink.js';
import {choiceSubcommand} from './sync-user/set.js';
import {statusSubcommand} from './sync-user/status.js';
import {usersSubcommand} from './sync-user/users.js';

const syncUser: Command = {
	name: 'sync-user',
	summary: 'the synchronisation user of each accounting system connection: status, users, set, relink, refresh, assign',
	usage: [
		'sync-user [status] [CONNECTION...] [--last, --rights] [--language en, nl]   how well each link is, with cause and fix',
		'    --last asks no accounting system; --rights asks Exact Online also what the user may do in each company, within its limits of calls',
		'sync-user users CONNECTION                                        the users of the office, to choose from',
		'sync-user set CONNECTION --user NAME [--grant] [--override-reason TEXT] [--yes]',
		'    choose another synchronisation user, after a check of role and access',
		'sync-user relink CONNECTION [--flow loopback, device, paste, credentials] [--user NAME] [--password-stdin] [--override-reason TEXT] [--yes]',
		'    a new consent, proven before it replaces the old link; the address of the page is asked for, never taken from the command line',
		'sync-user refresh [CONNECTION...]                                 keep the links alive; for a schedule, once a day',
		'    also through a read-only profile, as looking does: a refresh changes nothing in the office or the accounting system, only the tokens that',
		'    are kept here, and a link that is not refreshed dies; set, relink and assign are refused there',
		'sync-user assign CONNECTION [COMPANY...] [--release] [--yes]',
		'    where several connections have one type: which companies belong to this one; without a company, the list',
		'sync-user configure CONNECTION --system exact-online, twinfield, basecone, globe [--country nl] [--url SITE] [--client-id ID]',
		'    [--redirect-uri ADDRESS] [--division CODE] [--description TEXT] [--match-by code,hid,name]',
		'',
		'CONNECTION is its id in the office, or its description; the beginning is enough when only one begins so.',
		'Exit codes: 0 well, 1 something must be done, 4 not known because an accounting system or the office does not answer, 3 or 5 when the office\'s key is',
		'missing or refused. Of set, relink and assign it is the code of the change: 0 when it was made, whatever the state is then.',
	],
	options: {
		last: {type: 'boolean'},
		rights: {type: 'boolean'},
		language: {type: 'string'},
		user: {type: 'string'},
		grant: {type: 'boolean'},
		release: {type: 'boolean'},
		'override-reason': {type: 'string'},
		yes: {type: 'boolean', short: 'y'},
		flow: {type: 'string'},
		'password-stdin': {type: 'boolean'},
		system: {type: 'string'},
		country: {type: 'string'},
		url: {type: 'string'},
		'client-id': {type: 'string'},
		'redirect-uri': {type: 'string'},
		division: {type: 'string'},
		description: {type: 'string'},
		'match-by': {type: 'string'},
	},
	run: async invocation => runSubcommand('sync-user', {
		status: statusSubcommand,
		users: usersSubcommand,
		set: choiceSubcommand,
		relink: relinkSubcommand,
		refresh: refreshSubcommand,
		assign: assignSubcommand,
		configure: configureSubcommand,
	}, invocation, 'status'),
};

export default syncUser;
