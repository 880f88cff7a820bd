import {mixedModeAdvice} from '../problems/mixed-mode.js';
import type {Facts} from '../problems/problem.js';
import {show} from '../problems/show.js';
import {isOfTheMode} from '../problems/synergy.js';

type Refused = {readonly id: string; readonly fix: string; readonly facts?: Facts | undefined};

/** What can be done about a problem while the set-up asks: there is no profile yet that a command could change. `back` is the key for the question before. */
export const fixInSetup = ({id, fix, facts = {}}: Refused, back: string): string => fixes[id]?.(back, facts) ?? fix;

const before = (back: string) => `${back} for the question before`;

const fixes: Readonly<Record<string, (back: string, facts: Facts) => string | undefined>> = {
	'PROFILE-EXISTS': () => 'Type another name; or leave the set-up and change that profile: baco profile set.',
	'SET-WHO': () => 'Type the user as Synergy has it, humres.usr_id, without the domain.',
	'DNS-1': (back, {host, mappedFrom}) => mappedFrom === undefined
		? `Type the name as this machine knows it${show(host).includes('.') ? '' : ', or the full DNS name'}; where it is reached through a tunnel, say so: ${before(back)}.`
		: `Correct the tunnel of ${show(mappedFrom)}: ${before(back)}.`,
	'SSRP-1': back => `Type the port of the instance: SQL Server Configuration Manager and the SQL Server error log there have it. Or type where its Browser is reached (UDP), ADDRESS:PORT; or start the SQL Server Browser service there, open UDP 1434, and answer with nothing. Another server: ${before(back)}.`,
	'SYN-1': back => `Start SQL Server or open the way to it, and answer again; for another server or tunnel: ${before(back)}.`,
	'SYN-2': (back, {seen, number}) => isOfTheMode(seen)
		? undefined
		: `Type the password again; for another login: ${before(back)}. An administrator of that SQL server can unlock or enable the login.${number === 18_456 ? ` Is mixed mode on? ${mixedModeAdvice}` : ''}`,
	'SYN-3': back => `Answer the question of trust in the certificate again: ${before(back)}; or mend the certificate of the server.`,
	'SYN-4': back => `Take another database, or another login: ${before(back)}; or let an administrator bring the database online, or let the login read it.`,
	'SECRET-MISSING': back => `Type the password: ${before(back)}.`,
};
