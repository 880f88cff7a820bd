import {knownColumns} from '../../source/divisions/known-columns.js';
import {redact} from '../../source/platform/redact.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {repeatConflicts} from '../../source/sql/lock-conflict.js';
import {
	datetime,
	identifier,
	int,
	joined,
	nchar,
	nvarchar,
	smallint,
	sql,
} from '../../source/sql/statement.js';
import type {CompanyLogEntry} from './contract.js';
import {widthOf} from './cut.js';

/** Writes the row with the columns that this database has. False when it has no such table. Rejects with SqlFailure. */
export const hasWrittenCompanyLog = async (connection: SqlConnection, source: string, person: number, {division, startedAt, endedAt, records, action, status, remark}: CompanyLogEntry): Promise<boolean> => {
	const columns = await knownColumns(connection, 'CompanyLogs');
	if (!columns.has('companycode')) {
		return false;
	}

	const text = (name: string, value: string, fallback: number) => {
		const width = widthOf(columns, name, fallback);
		return nvarchar(width, redact(value).slice(0, width));
	};

	const values = [
		['CompanyCode', nchar(6, division.code)],
		['DateStart', datetime(startedAt)],
		['DateEnd', datetime(endedAt)],
		['Source', text('Source', source, 60)],
		['Records', int(records)],
		['Action', text('Action', action, 40)],
		['Status', text('Status', status, 20)],
		['Remark', text('Remark', remark, 255)],
		['res_id', int(person)],
		['Division', smallint(division.number)],
	] as const;
	const present = values.filter(([name]) => columns.has(name.toLowerCase()));
	await repeatConflicts(async () => connection.query(sql`
		INSERT INTO dbo.CompanyLogs (${joined(present.map(([name]) => identifier(name)), ', ')})
		VALUES (${joined(present.map(([, value]) => value), ', ')})
	`));
	return true;
};
