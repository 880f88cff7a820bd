import {knownColumns} from '../../source/divisions/known-columns.js';
import {sql} from '../../source/sql/statement.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {JobContext} from '../runtime/contract.js';
import {logTables} from './log-tables.js';

/** Days of the profile by the table's name; tables that keep everything are not in it. Throws LOG-UNKNOWN for a table that is not LogHandler's. */
export const daysToKeep = async (context: JobContext): Promise<Map<string, number>> => {
	const days = new Map<string, number>();
	for (const [name, number] of Object.entries(context.profile.logDays ?? {})) {
		const table = logTables.find(one => one.name.toLowerCase() === name.toLowerCase());
		if (table === undefined) {
			throw new BacoError('LOG-UNKNOWN', {table: name, tables: logTables.map(one => one.name)});
		}

		if (number > 0) {
			days.set(table.name, number);
		}
	}

	if (days.size === 0) {
		context.warn(`Profile ${context.profile.name} sets no days for any log, so nothing is deleted. Set them: baco profile set ${context.profile.name} --log-days BacoAppLog=90 ...`);
		await hintAtSettings(context);
	}

	return days;
};

/** Where Synergy keeps its own numbers is not documented: what looks like them is shown, never used. */
const hintAtSettings = async ({synergy, warn}: JobContext) => {
	const columns = await knownColumns(synergy(), 'BacoSettings');
	if (!columns.has('longvalue') || !columns.has('settingname')) {
		return;
	}

	const {rows} = await synergy().query<{SettingGroup: string; SettingName: string; LongValue: number}>(sql`
		SELECT TOP (20) SettingGroup, SettingName, LongValue FROM dbo.BacoSettings
		WHERE LongValue > 0 AND (SettingName LIKE N'%truncate%' OR SettingName LIKE N'%log%') ORDER BY SettingGroup, SettingName
	`);
	for (const {SettingGroup: group, SettingName: name, LongValue: value} of rows) {
		warn(`BacoSettings has ${group}, ${name} = ${value}, which may be the days of a log.`);
	}
};
