import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {profileSet} from './reached-at.js';
import {show} from './show.js';

const found = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.failed, explain});

/** The people: the operator in Synergy, the user in Globe, and the federated identity. */
export const identityProblems = {
	'WHO-1': found(({operator, ...facts}) => ({
		summary: `Synergy has no user ${show(operator)}.`,
		cause: 'The SQL login of the profile is not the name of a Synergy user, and the profile names no other operator.',
		fix: `Say your Synergy user (humres.usr_id, without the domain): ${profileSet(facts, '--operator USER')}.`,
	})),
	'WHO-2': found(({operator, role}) => ({
		summary: `${show(operator)} does not have the role ${show(role)} in Synergy.`,
		cause: 'Only users with this role can define back office connection settings.',
		fix: 'Ask an administrator of Synergy for the role (System > Setup > Security > Roles). Testing works without it, saving settings does not.',
	})),
	'WHO-3': found(({operator, division}) => ({
		summary: `${show(operator)} does not belong to division ${show(division)}.`,
		cause: 'The back office connection only works for divisions that the person belongs to.',
		fix: 'Add the division to the person in Synergy (HRM > resource card > divisions), or test with a person of that division.',
	})),
	'WHO-4': found(({operator, division, where}) => ({
		summary: `${show(operator)} is blocked for the back office${where === 'DivisionPeople' ? ` of division ${show(division)}` : ''}.`,
		cause: `BackOfficeBlocked is set in ${show(where)}.`,
		fix: 'Remove the block on the resource card in Synergy.',
	})),
	'WHO-5': found(({operator, column}) => ({
		summary: `The Synergy account of ${show(operator)} is restricted (${show(column)}).`,
		cause: 'The person left, is blocked, or is not active in Synergy.',
		fix: 'Check access and employment dates on the resource card in Synergy.',
	})),
	'WHO-6': found(({role, found: description, ...facts}) => ({
		summary: `Role ${show(role)} is called ${show(description)} in this database.`,
		cause: 'The number of the Administrator role is not the usual one here.',
		fix: `Say the right number: ${profileSet(facts, '--administrator-role NUMBER')}.`,
	})),
	'USER-1': found(({user, database}) => ({
		summary: `${show(user)} is not a user of Globe database ${show(database)}.`,
		cause: 'No person in humres has this user name; the back office works only for people with an account in both products.',
		fix: 'Add the person in Globe (System > HR & Security > People) with this Windows user name, without the domain.',
	})),
	'USER-2': found(({user, database, reasons}) => ({
		summary: `${show(user)} cannot log in to Globe database ${show(database)}: ${Array.isArray(reasons) ? reasons.join(', ') : show(reasons)}.`,
		cause: 'The person is blocked, has left, has not started yet, or has no user licence in Globe.',
		fix: 'Correct the person in Globe: access, employment dates, licence.',
	})),
	'USER-3': found(({database, division}) => ({
		summary: 'Fixed credentials are on, but no fixed user is entered.',
		cause: `The division uses fixed credentials, so Synergy works in Globe database ${show(database)} as the fixed user, and the field is empty.`,
		fix: `Enter the fixed user: baco settings save ${show(division)} --fixed-user USER; or switch them off: baco settings save ${show(division)} --no-fixed-credentials.`,
	})),
	'FID-1': found(({expires, isAboutNow}) => ({
		summary: isAboutNow === true ? `The federated token expires about now (${show(expires)}); the time zone of the column is not known.` : `The federated token expired on ${show(expires)} (column Expiration, read as UTC) and is not refreshed.`,
		cause: 'Synergy refreshes an expired token by itself only with fixed user credentials, and this division has none. That the column Expiration holds the expiry of the token is likely, but not documented.',
		fix: 'Enter the fixed user on the back office connection page.',
	})),
	'FID-2': found(({missing}) => ({
		summary: `The federated identity is incomplete: no ${show(missing)}.`,
		cause: 'The division was set up for a federated identity, but the token was never fetched or was removed.',
		fix: 'Sign in again on the back office connection page, so that Synergy fetches new tokens.',
	})),
	'FID-3': found(({link, problem}) => ({
		summary: `The link ${show(link)} of the fixed user is lost: ${show(problem)}`,
		cause: 'The token of the fixed user can no longer be refreshed.',
		fix: `Relink it: baco sync-user relink ${show(link)}.`,
	})),
	'FID-4': found(({link, problem}) => ({
		summary: `Whether the link ${show(link)} of the fixed user is good is not known: ${show(problem)}`,
		cause: 'The accounting system was not asked, or did not answer. This says nothing about the link.',
		fix: 'Try again; baco sync-user status tells more.',
	})),
} as const satisfies Record<string, Entry>;
