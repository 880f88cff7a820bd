import type {Columns} from '../../source/divisions/known-columns.js';
import type {Person} from '../../source/divisions/find-person.js';
import type {Parameter, SqlConnection} from '../../source/sql/contract.js';
import {rowsChanged} from '../../source/sql/rows-changed.js';
import {
	identifier,
	int,
	joined,
	nchar,
	nvarchar,
	sql,
	uniqueidentifier,
	type Composable,
} from '../../source/sql/statement.js';
import {widthOf} from '../runtime/cut.js';
import type {JobDivision} from '../runtime/contract.js';
import type {DocumentType} from './document-type.js';

export type NewDocument = {
	readonly id: string;
	readonly subject: string;
	readonly body: string | null;
	readonly type: DocumentType;
	readonly division: JobDivision;
	/** The higher one of the type's and the division's. */
	readonly security: number;
	readonly person: Person | undefined;
	/** EntryGuid of the ledger entry it belongs to. */
	readonly entry?: string;
};

/** With the columns of BacoDiscussions that this database has: makes the document, or updates subject, body and link of the one with this id. Rejects with SqlFailure. */
export const writeDocument = async (connection: SqlConnection, columns: Columns, {id, subject, body, type, division, security, person, entry}: NewDocument): Promise<void> => {
	const text = (name: string, value: string, fallback: number) => nvarchar(fallback, value.slice(0, widthOf(columns, name, fallback)));
	const changing = [
		['Subject', text('Subject', subject, 256)],
		['Body', nvarchar('max', body)],
		['EntryKey', uniqueidentifier(entry)],
		['ModifiedDate', sql`GETDATE()`],
		['ModifiedBy', int(person?.number ?? 0)],
	] as const;
	const present = (cells: ReadonlyArray<readonly [string, Parameter | Composable]>) => cells.filter(([name]) => columns.has(name.toLowerCase()));
	const changed = await rowsChanged(connection, sql`
		UPDATE dbo.BacoDiscussions SET ${joined(present(changing).map(([name, value]) => sql`${identifier(name)} = ${value}`), ', ')} WHERE ID = ${uniqueidentifier(id)}
	`);
	if (changed > 0) {
		return;
	}

	const cells = present([
		...changing,
		['ID', uniqueidentifier(id)],
		['Type', int(type.id)],
		['GroupID', int(type.group)],
		['Company', nchar(3, division.code)],
		['JobLevel', int(security)],
		['CreatedBy', int(person?.number ?? 0)],
		['CreatedByFullName', text('CreatedByFullName', person?.fullName ?? 'baco', 64)],
		['HumResID', int(person?.number)],
		['ExpiryDate', type.daysToExpiry === undefined ? sql`NULL` : sql`DATEADD(day, ${int(type.daysToExpiry)}, GETDATE())`],
	] as const);
	await connection.query(sql`
		INSERT INTO dbo.BacoDiscussions (${joined(cells.map(([name]) => identifier(name)), ', ')}) VALUES (${joined(cells.map(([, value]) => value), ', ')})
	`);
};
