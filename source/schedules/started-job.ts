import type {Profile} from '../profiles/profile.js';
import type {Job} from '../runs/catalogue/job.js';

/** The job that a scheduled command line starts on the database of the profile; undefined for any other command. A line that names no database counts: it may be this one. */
export const startedJob = (commandLine: string, {database, dbConfig}: Pick<Profile, 'database' | 'dbConfig'>, among: readonly Job[]): Job | undefined => {
	const isOther = [[valueOf(commandLine, 'D'), database], [valueOf(commandLine, 'DBCONFIG'), dbConfig]]
		.some(([given, own]) => given !== undefined && own !== undefined && given.toLowerCase() !== own.toLowerCase());
	return isOther ? undefined : among.find(job => isStarting(commandLine, job));
};

const isStarting = (commandLine: string, {id, classic, enterprise, builtIn}: Job): boolean => {
	const line = commandLine.toLowerCase();
	const names = [...(classic === undefined ? [] : [classic.program]), ...(builtIn === undefined ? [] : [`${builtIn}.js`])];
	return names.some(name => new RegExp(String.raw`(?:^|[\s"'\\\/])${literal(name.toLowerCase())}(?:["'\s]|$)`, 'v').test(line))
		|| new RegExp(String.raw`\bbaco\b.*\srun\s+${literal(id)}(?:\s|$)`, 'v').test(line)
		|| (enterprise !== undefined
			&& valueOf(commandLine, 'ASSEMBLY')?.toLowerCase().replace(/\.dll$/v, '') === enterprise.assembly.toLowerCase()
			&& valueOf(commandLine, 'CLASS')?.toLowerCase() === enterprise.className.toLowerCase());
};

/** Names have letters, digits, dots and hyphens. */
const literal = (name: string) => name.replaceAll('.', String.raw`\.`);

/** Of `/D:Synergy`, `/D: Synergy`, `/D:"Two words"` and `"/D:Two words"`. */
const valueOf = (commandLine: string, name: string): string | undefined => {
	const groups = new RegExp(String.raw`(?:^|\s)(?:"\/${name}:\s*(?<whole>[^"]*)"|\/${name}:\s*(?:"(?<quoted>[^"]*)"|(?<plain>[^\s"]+)))`, 'v').exec(commandLine)?.groups;
	return groups?.whole ?? groups?.quoted ?? groups?.plain;
};
