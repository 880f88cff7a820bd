import {exitCodes} from './exit-codes.js';
import type {Entry, Facts} from './problem.js';
import {withTunnel} from './reached-at.js';
import {show} from './show.js';

/** What is wrong in a profile is changed with a command; while a set-up makes it from a file, it is the file that is corrected: `setUpFile`. */
const change = ({setUpFile, profile}: Facts, answers: readonly string[], flags: string): string => setUpFile === undefined
	? `baco profile set ${show(profile)} ${flags}`
	: `${answers.map(name => `"${name}"`).join(' or ')} in ${show(setUpFile)}`;

/** The server takes no SQL login, or no such name: another password changes nothing. */
export const isOfTheMode = (seen: unknown): boolean => seen === 'LOG-7' || seen === 'LOG-2';

/** The connection to Synergy itself: the profile says where it is, and whose login is used. `detail` is what the server or the network said. */
export const synergyProblems = {
	'SYN-1': {
		exitCode: exitCodes.connection,
		explain: facts => ({
			...withTunnel({
				summary: '',
				cause: 'The server or the port in the profile is wrong, SQL Server is stopped, or the network or a firewall is in the way.',
				fix: `Start SQL Server or open the way to it; or correct ${facts.setUpFile === undefined ? 'the profile: ' : ''}${change(facts, ['server', 'addresses'], String.raw`--server HOST[,PORT][\INSTANCE]`)}.`,
			}, facts),
			summary: `The Synergy server of profile ${show(facts.profile)} cannot be reached: ${show(facts.detail)}`,
		}),
	},
	'SYN-2': {
		exitCode: exitCodes.rights,
		explain: ({profile, login, detail, explained, mend, seen, number, setUpFile, variable}) => ({
			summary: `Synergy does not let the operator of profile ${show(profile)} in: ${show(detail)}`,
			cause: number === 18_456 && !isOfTheMode(seen) ? `The password kept or typed for ${show(login)} is wrong, there is no such login on that server, or the server is not in mixed mode and takes no SQL login at all; it tells clients no more.` : show(explained),
			fix: isOfTheMode(seen) ? show(mend) : `${setUpFile === undefined ? 'Keep the right password:' : `Give the right password in ${show(variable)}, or keep it:`} baco credential set ${show(profile)}/operator. For another login: ${change({setUpFile, profile}, ['user'], '--user LOGIN')}.${number === 18_456 ? '' : ' An administrator of that SQL server can unlock or enable the login.'}`,
		}),
	},
	'SYN-3': {
		exitCode: exitCodes.connection,
		explain: ({profile, detail, explained, mend, setUpFile}) => ({
			summary: `The connection of profile ${show(profile)} to Synergy cannot be encrypted as it demands: ${show(detail)}`,
			cause: show(explained),
			fix: setUpFile === undefined ? show(mend) : `Mend the certificate of the server, or say what is right: ${change({setUpFile, profile}, ['trust', 'caFile'], '')}.`,
		}),
	},
	'SYN-4': {
		exitCode: exitCodes.rights,
		explain: ({profile, detail, database, login, setUpFile}) => ({
			summary: `The Synergy database of profile ${show(profile)} cannot be used: ${show(detail)}`,
			cause: 'The database in the profile is wrong or not available, or the login has no right to it.',
			fix: `Correct ${setUpFile === undefined ? 'it: ' : ''}${change({setUpFile, profile}, ['database', 'user'], '--database NAME')}; or let an administrator bring ${show(database)} online, or let ${show(login)} read it.`,
		}),
	},
	'SYN-5': {
		exitCode: exitCodes.connection,
		explain: ({profile, detail, server}) => ({
			summary: `Synergy cannot be read with profile ${show(profile)}: ${show(detail)}`,
			cause: `SQL Server ${show(server)} or the way to it failed; its own text is shown.`,
			fix: 'Try again. When it stays so, hand the text to the database administrator.',
		}),
	},
	'SYN-6': {
		exitCode: exitCodes.connection,
		explain: ({profile}) => ({
			summary: `The demo does not run, and the profile ${show(profile)} is its own.`,
			cause: 'It was stopped, or the machine was restarted. Its servers are part of baco: there is no SQL Server to start.',
			fix: 'Start it with baco demo, or give --demo, which starts it when needed; for another profile, --profile NAME.',
		}),
	},
} as const satisfies Record<string, Entry>;
