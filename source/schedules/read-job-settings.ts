import {knownColumns} from '../divisions/known-columns.js';
import {text} from '../divisions/read-text.js';
import {sql} from '../sql/statement.js';
import type {ReadSource, Schedule} from './contract.js';

type SettingsRow = {
	readonly ID: number;
	readonly Assembly: string | null;
	readonly Class: string | null;
	readonly Parameters: string | null;
	readonly Enabled: boolean;
	readonly Interval: number | null;
	readonly Counter: number | null;
};

/** The jobs that newer releases of Synergy start by themselves; undefined where the database has no such table. The unit of the interval is not documented: no time is made of it. */
export const readJobSettings: ReadSource = async (connection, _, among, options) => {
	const columns = await knownColumns(connection, 'BackgroundJobSettings', options);
	if (['id', 'assembly', 'class', 'parameters', 'enabled', 'interval', 'counter'].some(name => !columns.has(name))) {
		return undefined;
	}

	const {rows} = await connection.query<SettingsRow>(sql`SELECT ID, Assembly, Class, Parameters, Enabled, [Interval], [Counter] FROM dbo.BackgroundJobSettings ORDER BY ID`, options);
	return rows.flatMap((row): Schedule[] => {
		const [assembly, className] = [text(row.Assembly).trim(), text(row.Class).trim()];
		const words = `${assembly} ${className} ${text(row.Parameters)}`.toLowerCase();
		const job = among.find(({enterprise, name}) => (enterprise !== undefined && plain(enterprise.assembly) === plain(assembly) && isClass(enterprise.className, className)) || words.includes(name.toLowerCase()));
		return job === undefined
			? []
			: [{
				job: job.id,
				source: 'settings',
				name: `row ${row.ID}`,
				commandLine: `/ASSEMBLY:${assembly} /CLASS:${className} ${text(row.Parameters)}`.trim(),
				isEnabled: row.Enabled,
				next: undefined,
				isOverdue: false,
				detail: `interval ${row.Interval ?? 'unknown'}, counter ${row.Counter ?? 'unknown'}, in a unit that nobody documents`,
			}];
	});
};

const plain = (assembly: string) => assembly.toLowerCase().replace(/\.dll$/v, '');

/** A class may be written with its namespace. */
const isClass = (known: string, stored: string) => stored.toLowerCase() === known.toLowerCase() || stored.toLowerCase().endsWith(`.${known.toLowerCase()}`);
