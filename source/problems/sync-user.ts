import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

const found = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.failed, explain});
const unreached = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.connection, explain});
const refused = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.rights, explain});
const set = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.configuration, explain});
const used = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.usage, explain});

const unchanged = 'The link that was there before is untouched.';
const again = 'Start the relink again.';

/** What the server said, as far as it said something. */
const said = ({error, detail, reason}: Readonly<Record<string, unknown>>) => {
	const words = [error, detail, reason].filter(text => text !== undefined && text !== '').map(text => show(text));
	return words.length === 0 ? '' : ` (${words.join(': ')})`;
};

/** `3 companies (101 Holding, ...)`. */
const some = (companies: unknown) => Array.isArray(companies) ? `${companies.length} ${companies.length === 1 ? 'company' : 'companies'} (${companies.slice(0, 5).join(', ')}${companies.length > 5 ? ' and others' : ''})` : show(companies);

const withoutStop = (sentence: string) => sentence.endsWith('.') ? sentence.slice(0, -1) : sentence;

/** The synchronisation user of an accounting system connection: its link, its rights, and the way to a new link. */
export const syncUserProblems = {
	'SYNC-NONE': found(({connection}) => ({
		summary: `Connection ${show(connection)} has no link here.`,
		cause: 'Nobody has connected it with baco yet, or its tokens were removed.',
		fix: `Connect it: baco sync-user relink ${show(connection)}.`,
	})),
	'SYNC-OLD-TOKEN': found(facts => ({
		summary: `${show(facts.host)} refuses the refresh token as an old one${said(facts)}.`,
		cause: 'Somebody else has used the same chain: a second program or machine with a copy of these tokens, a restored backup, or the same user associated twice with one application.',
		fix: 'Only a new consent helps: relink the synchronisation user. Then make sure that nothing else uses its tokens.',
	})),
	'SYNC-IDLE': found(facts => ({
		summary: `The refresh token was not used for ${show(facts.ageDays)} days, and ${show(facts.host)} has dropped it${said(facts)}.`,
		cause: `An unused refresh token dies after ${show(facts.idleDays)} days.`,
		fix: 'Relink the synchronisation user, and let a schedule run baco sync-user refresh every day.',
	})),
	'SYNC-REVOKED': found(facts => ({
		summary: `${show(facts.host)} no longer accepts the link${said(facts)}.`,
		cause: 'The consent was revoked in the accounting system, the user was removed, has left or has an expired password, or a company was taken from the application.',
		fix: 'Check the user in the accounting system (Exact Online: My Exact Online > Security centre), then relink.',
	})),
	'SYNC-EARLY': found(facts => ({
		summary: `${show(facts.host)} gives no new access token yet${said(facts)}.`,
		cause: 'A new access token is not given before 570 seconds after the last one. The link itself is well.',
		fix: 'Nothing is to be done: baco uses the token that it has, and asks again in time.',
	})),
	'SYNC-401': found(({status}) => ({
		summary: `The access token is not accepted (HTTP ${show(status)}).`,
		cause: 'The token was revoked before its time, or belongs to another site.',
		fix: 'Relink the synchronisation user.',
	})),
	'SYNC-403': found(({message, division}) => ({
		summary: `The accounting system refuses the data${division === undefined ? '' : ` of company ${show(division)}`} (${show(message)}), and which of its four causes it is cannot be asked.`,
		cause: 'The rights of the user, its access to the company, the companies that the application is permitted, or the licence; the question about rights is refused as well.',
		fix: 'Check in Exact Online in this order: Master data > Users > Control: Rights; Users > Overview > Companies: Access rights; My Exact Online > Security centre > Manage companies; the licence.',
	})),
	'SYNC-403-RIGHTS': found(({message, division, account}) => ({
		summary: `${show(account)} lacks rights in company ${show(division)} (${show(message)}).`,
		cause: 'The accounting system says itself that this user may not read relations there.',
		fix: 'Give the rights in Exact Online: Master data > Users > Control: Rights, and Monitor > Rights.',
	})),
	'SYNC-403-ACCESS': found(({message, division, account}) => ({
		summary: `${show(account)} may not open ${show(division)} (${show(message)}).`,
		cause: 'The accounting system does not list it among the companies of the user, and does not name the scope of the application as the reason.',
		fix: 'Give the access in Exact Online: Users > Overview > Companies: Access rights. Then look again.',
	})),
	'SYNC-RIGHTS': found(({companies, account}) => ({
		summary: `${show(account)} lacks rights: ${Array.isArray(companies) ? `${companies.slice(0, 5).join('; ')}${companies.length > 5 ? ` and ${companies.length - 5} other companies` : ''}` : show(companies)}.`,
		cause: 'The accounting system says itself that this user may not do that there; master data or bookings of the company stay out.',
		fix: 'Give the rights in Exact Online: Master data > Users > Control: Rights, and Monitor > Rights.',
	})),
	'SYNC-RIGHTS-UNKNOWN': found(({companies, why}) => ({
		summary: `What the user may do is not known in ${some(companies)}: ${withoutStop(show(why))}.`,
		cause: 'The question about rights needs the scope "Organization administration", which the application or the user may lack; a refusal of it says nothing of the rights.',
		fix: 'Check in Exact Online: Master data > Users > Control: Rights. Nothing is asked again for an hour, as each refusal counts.',
	})),
	'SYNC-RIGHTS-LEFT': found(({left}) => ({
		summary: `${show(left)} companies were not asked this time.`,
		cause: 'Calls are limited; a hundred companies are asked at a time.',
		fix: 'Ask again: those that were asked are not asked twice within a day.',
	})),
	'SYNC-403-SCOPE': found(({message, division}) => ({
		summary: `Company ${show(division)} is not among the companies of the application (${show(message)}).`,
		cause: 'The person who consented did not permit this company to the application.',
		fix: 'My Exact Online > Security centre > Manage companies, or Import/Export > App permissions; some need to be revoked first, then relink.',
	})),
	'SYNC-403-LICENCE': found(({message, division, account}) => ({
		summary: `${show(account)} has the right in company ${show(division)} and is refused all the same (${show(message)}).`,
		cause: 'That leaves the licence or a module that it lacks.',
		fix: 'Check the licence and the modules of this company with whoever administers Exact Online.',
	})),
	'SYNC-MISSING': found(({missing, account}) => ({
		summary: `${show(account)} has no access to ${Array.isArray(missing) ? `${missing.length} ${missing.length === 1 ? 'company' : 'companies'} that the connection needs: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' and others' : ''}` : show(missing)}.`,
		cause: 'The accounting system does not show these companies to the linked user: no access right, or not permitted to the application.',
		fix: 'Exact Online: Users > Overview > Companies: Access rights, and My Exact Online > Security centre > Manage companies. Then look again.',
	})),
	'SYNC-BLOCKED': found(({blocked}) => ({
		summary: `These companies cannot be used now: ${Array.isArray(blocked) ? blocked.slice(0, 5).join(', ') : show(blocked)}.`,
		cause: 'The accounting system shows them as archived, inactive, or busy with a conversion or a copy.',
		fix: 'Wait for the conversion, or take an archived company out of the office.',
	})),
	'SYNC-NOT-SEEN': found(({reason}) => ({
		summary: 'The link answers; which companies it covers was not seen.',
		cause: `${show(reason)}.`,
		fix: 'Look in the office whether its companies are synchronised: Settings > Office > Accounting System.',
	})),
	'SYNC-UNASSIGNED': found(({companies, type}) => ({
		summary: `${some(companies)} of type ${show(type)} belong to one of several connections, and it is not known to which.`,
		cause: 'The public API names the system of a company, not its connection. A company counts for a connection once its user alone was seen to have access, or when an operator assigns it.',
		fix: 'Assign them: baco sync-user assign CONNECTION COMPANY..., or companies of the connection in the profile.',
	})),
	'SYNC-ASSIGNMENT': found(({entries}) => ({
		summary: `What the profile assigns to this connection cannot be meant: ${Array.isArray(entries) ? entries.slice(0, 5).join('; ') : show(entries)}.`,
		cause: 'A company has gone or has another code now, a code belongs to several, or two connections claim the same.',
		fix: 'Look at baco sync-user assign CONNECTION, and assign or release it there.',
	})),
	'SYNC-COMPANY': used(({company, reason}) => ({
		summary: `${show(company)} cannot be assigned: ${show(reason)}.`,
		cause: 'A company is named by its id, its code or its name in the office, and must be of the type of the connection.',
		fix: 'baco sync-user assign CONNECTION, without a company, lists them with their ids.',
	})),
	'SYNC-ALONE': used(({type, connection}) => ({
		summary: `${show(connection)} is the only connection of type ${show(type)}: all companies of the type are its own.`,
		cause: 'There is nothing to choose between.',
		fix: 'Nothing is to be done.',
	})),
	'SYNC-ASSIGN-CHANGED': found(({company}) => ({
		summary: `Which connection ${show(company)} belongs to was changed by someone else meanwhile.`,
		cause: 'Another command has assigned it between the preview and the confirmation. Nothing was changed here.',
		fix: 'Look again: baco sync-user assign CONNECTION.',
	})),
	'SYNC-DUE': found(({ageDays, daysLeft}) => ({
		summary: `The refresh token is ${show(ageDays)} days old; ${show(daysLeft)} days are left.`,
		cause: 'An unused refresh token dies.',
		fix: 'Run baco sync-user refresh, and let a schedule run it every day.',
	})),
	'SYNC-CLOCK': found(({seconds}) => ({
		summary: `The clock of this machine is ${show(Math.abs(Number(seconds)))} seconds ${Number(seconds) > 0 ? 'ahead of' : 'behind'} the accounting system's.`,
		cause: 'The clock is wrong. When tokens expire is reckoned with it.',
		fix: 'Set the clock, and let it be kept by NTP.',
	})),
	'SYNC-UNREACHABLE': unreached(({host, detail}) => ({
		summary: `${show(host)} does not answer (${show(detail)}).`,
		cause: 'The network, a proxy or the server. This says nothing about the link.',
		fix: 'Try again; check the way to this host from this machine.',
	})),
	'SYNC-BUSY': unreached(({host, retryAfter}) => ({
		summary: `${show(host)} takes no more calls for now (HTTP 429${retryAfter === undefined ? '' : `, again in ${show(retryAfter)} s`}).`,
		cause: 'The limit of calls is used up. This says nothing about the link.',
		fix: 'Wait a minute; after several refusals an hour.',
	})),
	'SYNC-UNAVAILABLE': unreached(({host, status}) => ({
		summary: `${show(host)} is in trouble (HTTP ${show(status)}).`,
		cause: 'The server itself failed. This says nothing about the link.',
		fix: 'Try again later.',
	})),
	'SYNC-ANSWER': unreached(({host, status, detail, message}) => ({
		summary: `${host === undefined ? 'The accounting system' : show(host)} answered something that is not understood (${[status === undefined ? undefined : `HTTP ${show(status)}`, detail, message].filter(text => text !== undefined && text !== '').map(text => show(text)).join(', ')}).`,
		cause: 'The address is not the one of an accounting system, a proxy answers in its place, or the interface has changed.',
		fix: 'Check the site of the connection in the profile.',
	})),
	'SYNC-CLIENT': set(facts => ({
		summary: `${show(facts.host)} does not know the application, or not with this secret${said(facts)}.`,
		cause: 'The client id or its secret is wrong, or the registration was removed. The link itself may be well.',
		fix: 'Correct the client id in the profile, and store the secret: baco credential set PROFILE/sync-client@CONNECTION.',
	})),
	'SYNC-STORE': set(({name, detail}) => ({
		summary: `The tokens of ${show(name)} cannot be kept: ${show(detail)}`,
		cause: 'No store takes them. Nothing was refreshed or replaced, as new tokens would be lost.',
		fix: 'Run baco credential status to see which stores can be used here, then do it again.',
	})),
	'SYNC-STATE-FILE': set(({file, detail}) => ({
		summary: `${show(file)} cannot be used: ${show(detail)}.`,
		cause: 'It was changed by something else than baco, or a disk failed. It holds which synchronisation users were chosen, and no tokens.',
		fix: 'Move it away; baco writes a new one. Then choose the synchronisation users again.',
	})),
	'SYNC-SETTINGS': set(({connection, missing}) => ({
		summary: `Connection ${show(connection)} has no ${Array.isArray(missing) ? missing.join(', ') : show(missing)} in the profile.`,
		cause: 'Without it baco cannot link to its accounting system.',
		fix: `Add it: baco sync-user configure ${show(connection)} --system SYSTEM --url SITE --client-id ID --redirect-uri ADDRESS.`,
	})),
	'SYNC-UNKNOWN': used(({connection, known}) => ({
		summary: `There is no connection ${show(connection)}.`,
		cause: `The office and the profile have ${Array.isArray(known) && known.length > 0 ? known.join(', ') : 'none'}.`,
		fix: 'Name one of these, by its id or the beginning of its description.',
	})),
	'SYNC-NO-OFFICE': set(() => ({
		summary: 'The profile has no office.',
		cause: 'Choosing a synchronisation user needs the public API of the office.',
		fix: 'Add it: baco profile set PROFILE --office-url https://api.basecone.com/v1 --office-client ID, and store its key: baco credential set PROFILE/office.',
	})),
	'SYNC-OFFICE-KEY': refused(({status, code}) => ({
		summary: `The office does not accept the key (HTTP ${show(status)}, ${show(code)}).`,
		cause: 'The key belongs to another application or was replaced, or the client identifier is wrong.',
		fix: 'Store the right key: baco credential set PROFILE/office.',
	})),
	'SYNC-OFFICE-RIGHTS': refused(({code, path}) => ({
		summary: `The owner of the key may not do this in the office (${show(code)}, ${show(path)}).`,
		cause: 'Connections are managed by users with the role SuperUser only.',
		fix: 'Use the key of a SuperUser.',
	})),
	'SYNC-ROLE': refused(({user, roles}) => ({
		summary: `${show(user)} is not a SuperUser of the office (${Array.isArray(roles) ? roles.join(', ') : show(roles)}).`,
		cause: 'Only a SuperUser sees and manages the connections.',
		fix: 'Use the key of a SuperUser; looking works without it.',
	})),
	'SYNC-OFFICE': unreached(({status, code, path}) => ({
		summary: `The office refuses the call (HTTP ${show(status)}, ${show(code)}, ${show(path)}).`,
		cause: 'The public API gave this code.',
		fix: 'Look the code up at developers.basecone.com/lookup.',
	})),
	'SYNC-OFFICE-LINK': found(({code, connection}) => ({
		summary: `The office's own link of ${show(connection)} does not answer (${show(code)}).`,
		cause: 'The office asks its accounting system through the synchronisation user, and was refused.',
		fix: 'Reconnect it in the office: Settings > Office > Accounting System > Actions > edit (newer: Settings > Organisation > Connections > Edit).',
	})),
	'SYNC-CREDENTIALS': refused(({code}) => ({
		summary: `The user and password are not right (${show(code)}).`,
		cause: 'The accounting system refused them. They are not tried again: repeated attempts lock an account.',
		fix: 'Check them at the accounting system, then enter them again.',
	})),
	'SYNC-GLOBE-DIVISION': found(({division}) => ({
		summary: `Synergy has no division ${show(division)}.`,
		cause: 'The connection of the profile names a division that is gone.',
		fix: 'Correct it: baco sync-user configure CONNECTION --system globe --division CODE.',
	})),
	'SYNC-USER-UNKNOWN': used(({user, known}) => ({
		summary: `The office has no user ${show(user)}.`,
		cause: 'Neither an id, nor a user name, nor a name is like it, or several are.',
		fix: `Name the user by its user name in the office${Array.isArray(known) && known.length > 0 ? `: ${known.slice(0, 20).join(', ')}${known.length > 20 ? ` and ${known.length - 20} others` : ''}` : ''}. baco sync-user users CONNECTION lists them.`,
	})),
	'SYNC-USER-INACTIVE': found(({user}) => ({
		summary: `${show(user)} is not active in the office.`,
		cause: 'A synchronisation user must be able to log in.',
		fix: 'Activate the user, or choose another one.',
	})),
	'SYNC-USER-ACCESS': found(({user, missing}) => ({
		summary: `${show(user)} has no access in the office to ${Array.isArray(missing) ? `${missing.length} of the companies: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' and others' : ''}` : show(missing)}.`,
		cause: 'A synchronisation user must have access to all companies of its connection.',
		fix: 'Grant it with --grant, or in the office: Settings > Users.',
	})),
	'SYNC-USER-ROLE': found(({user, roles}) => ({
		summary: `${show(user)} has the role ${Array.isArray(roles) ? roles.join(', ') : show(roles)}.`,
		cause: 'Usually the synchronisation user is a SuperUser or an Accountant; the role decides nothing by itself.',
		fix: 'Nothing is to be done, unless the user cannot see what it should.',
	})),
	'SYNC-REASON': used(({least}) => ({
		summary: `The reason is too short: it needs at least ${show(least)} characters.`,
		cause: 'The audit keeps it for whoever asks later why this was done though something stood in the way.',
		fix: 'Say in some words why, and who agreed: --override-reason TEXT.',
	})),
	'SYNC-REFUSED': found(({why, cause = 'Companies would be without a synchronisation user that can reach them.', fix = 'Give the access first.'}) => ({
		summary: `Not done: ${withoutStop(show(why))}.`,
		cause: show(cause),
		fix: `${show(fix)} Or say why it is done all the same: --override-reason TEXT. The reason goes into the audit.`,
	})),
	'SYNC-CHANGED': found(({connection}) => ({
		summary: `The link of ${show(connection)} was changed by someone else meanwhile.`,
		cause: 'Another console or command has relinked it while this one waited. Its link is the one in force; the one made here was dropped.',
		fix: 'Look at the connection again before you relink.',
	})),
	'SYNC-PASTE': used(({found: seen}) => ({
		summary: `The address of the page is needed, and this is ${show(seen)}.`,
		cause: 'A code alone cannot be checked against the question that was asked.',
		fix: `Copy the whole address from the browser's address bar. ${unchanged}`,
	})),
	'SYNC-PASTE-PAGE': used(({characters}) => ({
		summary: `This is a page and not its address (${show(characters)} characters).`,
		cause: 'The text of the page was copied.',
		fix: `Copy the address from the browser's address bar. ${unchanged}`,
	})),
	'SYNC-PASTE-HOST': used(({found: seen, wanted}) => ({
		summary: `This address is one of ${show(seen)}, and the answer comes to ${show(wanted)}.`,
		cause: 'It was copied too early, or from another window.',
		fix: `Go on in the browser until the address begins with ${show(wanted)}, then copy it. ${unchanged}`,
	})),
	'SYNC-STATE': found(({host}) => ({
		summary: `The answer from ${show(host)} belongs to another question (its state does not match).`,
		cause: 'It comes from an earlier attempt, from another window, or from somebody who wants to slip in a foreign account.',
		fix: `${again} Use only the window that was opened for it. ${unchanged}`,
	})),
	'SYNC-CODE': found(facts => ({
		summary: `${show(facts.host)} does not take the code${said(facts)}.`,
		cause: `${facts.codeSeconds === undefined ? 'A code is good for a short time' : `A code is good for ${show(facts.codeSeconds)} seconds`} and once: it was used already, it is too old (the question was asked ${show(facts.waitedSeconds)} seconds ago), or it is another application's.`,
		fix: `${again} ${unchanged}`,
	})),
	'SYNC-DENIED': found(facts => ({
		summary: `The consent was not given${said(facts)}.`,
		cause: 'The person pressed Cancel, or may not connect applications.',
		fix: `${again} ${unchanged}`,
	})),
	'SYNC-DEVICE-LATE': {
		exitCode: exitCodes.timedOut,
		explain: ({host}) => ({
			summary: `The code for ${show(host)} was not confirmed in time.`,
			cause: 'Nobody typed it in, or nobody consented, before it expired.',
			fix: `${again} ${unchanged}`,
		}),
	},
	'SYNC-LATE': {
		exitCode: exitCodes.timedOut,
		explain: ({minutes}) => ({
			summary: `No answer came within ${show(minutes)} minutes.`,
			cause: 'Nobody went through the pages of the accounting system.',
			fix: `${again} ${unchanged}`,
		}),
	},
	'SYNC-LOOPBACK': set(({port, code}) => ({
		summary: `This machine does not let baco listen on port ${show(port)} (${show(code)}).`,
		cause: 'Another program listens there.',
		fix: 'End that program, or paste the address instead: --flow paste.',
	})),
	'SYNC-BROWSER': set(({program, detail}) => ({
		summary: `No browser could be started (${show(program)}: ${show(detail)}).`,
		cause: 'The desktop of this machine has no program for addresses, or baco runs without one.',
		fix: 'Copy the address (Ctrl-y), and open it in a browser yourself.',
	})),
	'SYNC-FLOW': used(({flow, offered, connection}) => ({
		summary: `Connection ${show(connection)} cannot be relinked by ${show(flow)}.`,
		cause: `Here it can be by ${Array.isArray(offered) && offered.length > 0 ? offered.join(', ') : 'the pages of the office only'}.`,
		fix: 'Leave --flow out, or name one of these.',
	})),
	'SYNC-OFFICE-PAGES': found(({connection, steps}) => ({
		summary: `Connection ${show(connection)} can be relinked in the office's own pages only.`,
		cause: 'Its public API cannot do it.',
		fix: show(steps),
	})),
} as const satisfies Record<string, Entry>;
