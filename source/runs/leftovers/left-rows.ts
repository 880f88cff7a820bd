import {knownColumns} from '../../divisions/known-columns.js';
import {text} from '../../divisions/read-text.js';
import {countOf} from '../../platform/count-of.js';
import {storedTime} from '../../platform/show-time.js';
import type {SqlConnection} from '../../sql/contract.js';
import {int, nvarchar, sql} from '../../sql/statement.js';
import type {Job} from '../catalogue/job.js';
import type {Leftover} from './contract.js';

type Options = {readonly signal?: AbortSignal | undefined};

/** Settings with the name of the job in group or name. Which keys a job uses is not documented: other ones are not found. A text says why it was not looked. */
export const leftInSettings = async (connection: SqlConnection, {name}: Job, options: Options): Promise<Leftover[] | string> => {
	const columns = await knownColumns(connection, 'BacoSettings', options);
	if (!columns.has('settinggroup') || !columns.has('settingname')) {
		return 'this database does not have it';
	}

	const pattern = nvarchar(255, `%${name}%`);
	const {rows} = await connection.query<{SettingGroup: string; SettingName: string}>(sql`SELECT SettingGroup, SettingName FROM dbo.BacoSettings WHERE SettingGroup LIKE ${pattern} OR SettingName LIKE ${pattern} ORDER BY SettingGroup, SettingName`, options);
	return rows.map(row => ({
		kind: 'setting', place: `BacoSettings: ${text(row.SettingGroup)} / ${text(row.SettingName)}`, detail: 'has the name of the job', fix: 'Nothing reads it for this job any more.',
	}));
};

/** Roles that hold the function right of the job. */
export const leftRights = async (connection: SqlConnection, {right}: Job, options: Options): Promise<Leftover[] | string> => {
	if (right === undefined) {
		return 'which function right the job has is not documented';
	}

	const columns = await knownColumns(connection, 'BacoFunctionRoles', options);
	if (!columns.has('functionid') || !columns.has('roleid')) {
		return 'this database does not have it';
	}

	const {rows} = await connection.query<{RoleID: number}>(sql`SELECT DISTINCT RoleID FROM dbo.BacoFunctionRoles WHERE FunctionID = ${int(right.id)} ORDER BY RoleID`, options);
	return rows.length === 0
		? []
		: [{
			kind: 'right', place: `BacoFunctionRoles: function ${right.id} (${right.name})`, detail: `roles ${rows.map(({RoleID}) => RoleID).join(', ')}`, fix: 'Harmless; it can be taken from the roles in Synergy.',
		}];
};

/** What the job wrote into the process report, and when last: whether it still runs. */
export const leftInLog = async (connection: SqlConnection, {name}: Job, options: Options): Promise<Leftover[] | string> => {
	const columns = await knownColumns(connection, 'BacoProcessLog', options);
	if (!columns.has('processname') || !columns.has('logdate')) {
		return 'this database does not have it';
	}

	const {rows} = await connection.query<{number: number; first: Date | null; last: Date | null}>(sql`
		SELECT COUNT(*) AS number, MIN(LogDate) AS [first], MAX(LogDate) AS [last]
		FROM dbo.BacoProcessLog
		WHERE ProcessName = ${nvarchar(60, name)} OR ProcessName = ${nvarchar(60, `${name}.exe`)}
	`, options);
	const [row] = rows;
	return row === undefined || row.number === 0 || row.last === null || row.first === null
		? []
		: [{
			kind: 'log', place: 'BacoProcessLog', detail: `${countOf(row.number, 'row')} from ${storedTime(row.first)} to ${storedTime(row.last)}, by the clock of the server`, fix: 'The last time tells when it ran last; LogHandler removes old rows.',
		}];
};
