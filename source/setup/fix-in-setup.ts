/** What can be done about a problem while the set-up asks: there is no profile yet that a command could change. `back` is the key for the question before. */
export const fixInSetup = (id: string, fix: string, back: string): string => fixes[id]?.(back) ?? fix;

const before = (back: string) => `${back} for the question before`;

const fixes: Readonly<Record<string, (back: string) => string>> = {
	'PROFILE-EXISTS': () => 'Type another name; or leave the set-up and change that profile: baco profile set.',
	'SET-WHO': () => 'Type the user as Synergy has it, humres.usr_id, without the domain.',
	'SYN-1': back => `Start SQL Server or open the way to it, and answer again; for another server or tunnel: ${before(back)}.`,
	'SYN-2': back => `Type the password again; for another login: ${before(back)}. An administrator of that SQL server can unlock or enable the login.`,
	'SYN-3': back => `Answer the question of trust in the certificate again: ${before(back)}; or mend the certificate of the server.`,
	'SYN-4': back => `Take another database, or another login: ${before(back)}; or let an administrator bring the database online, or let the login read it.`,
	'SECRET-MISSING': back => `Type the password: ${before(back)}.`,
};
