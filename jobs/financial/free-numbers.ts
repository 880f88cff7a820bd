import {knownColumns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {int, nvarchar, sql} from '../../source/sql/statement.js';

/** Whether the database has BacoFreeNumbers and lets the login see it. Rejects with SqlFailure. */
export const hasFreeNumbers = async (connection: SqlConnection): Promise<boolean> => {
	const columns = await knownColumns(connection, 'BacoFreeNumbers');
	return columns.has('numberkey') && columns.has('freenumber');
};

/**
Takes numbers of the counter for imported entries, and resolves with the first one; undefined: there is no such counter. The counter is the caller's
until the end of the transaction.
*/
export const takeFreeNumbers = async (change: SqlConnection, count: number): Promise<number | undefined> => {
	// Through a table variable: on a table with a trigger, OUTPUT alone is refused (error 334).
	const row = await firstRow<{number: number}>(change, sql`
		SET NOCOUNT ON;
		DECLARE @free TABLE (number int NOT NULL);
		UPDATE dbo.BacoFreeNumbers SET FreeNumber = FreeNumber + ${int(count)} OUTPUT deleted.FreeNumber INTO @free WHERE NumberKey = ${nvarchar(40, freeNumbersKey)};
		SELECT number FROM @free;
	`);
	return row?.number;
};

/** The counter of imported entries: its row has the next free number. */
export const freeNumbersKey = 'RPFinEntry';
