import type {BulkColumn, SqlConnection} from '../../source/sql/contract.js';
import {sql} from '../../source/sql/statement.js';
import type {Line, NumberedEntry} from './sheet-import.js';

/**
Makes the temporary tables of the connection in which checked lines and their entries wait: a workbook of any size needs no memory here, and the
table that they are for is not touched before it must be.
*/
export const makeStage = async (connection: SqlConnection): Promise<void> => {
	await connection.query(sql`
		IF OBJECT_ID(N'tempdb..#ExcelLines') IS NOT NULL DROP TABLE #ExcelLines;
		IF OBJECT_ID(N'tempdb..#ExcelEntries') IS NOT NULL DROP TABLE #ExcelEntries;
		CREATE TABLE #ExcelLines (
			line int NOT NULL PRIMARY KEY CLUSTERED, entry int NOT NULL, account nchar(9) COLLATE DATABASE_DEFAULT NOT NULL, costCentre nvarchar(30) COLLATE DATABASE_DEFAULT NULL,
			costUnit nvarchar(30) COLLATE DATABASE_DEFAULT NULL, debit float NOT NULL, credit float NOT NULL, description nvarchar(60) COLLATE DATABASE_DEFAULT NOT NULL
		);
		CREATE TABLE #ExcelEntries (
			entry int NOT NULL PRIMARY KEY CLUSTERED, guid uniqueidentifier NOT NULL, number nvarchar(20) COLLATE DATABASE_DEFAULT NOT NULL,
			year int NOT NULL, period int NOT NULL, lastDay datetime NOT NULL
		);
	`);
};

/** Loads lines; resolves when the server has them. */
export const stageLines = async (connection: SqlConnection, lines: readonly Line[]): Promise<void> => {
	const rows = lines.map(({entry, row, account, costCentre, costUnit, debit, credit, description}) => [row, entry, account.padStart(9), costCentre, costUnit, debit, credit, description]);
	await connection.bulk({table: '#ExcelLines', columns: lineColumns, rows});
};

export const stageEntries = async (connection: SqlConnection, entries: readonly NumberedEntry[]): Promise<void> => {
	const rows = entries.map(({index, guid, number, year, period, lastDay}) => [index, guid, number, year, period, lastDay]);
	await connection.bulk({table: '#ExcelEntries', columns: entryColumns, rows});
};

const lineColumns: readonly BulkColumn[] = [
	{name: 'line', type: {name: 'int'}, nullable: false},
	{name: 'entry', type: {name: 'int'}, nullable: false},
	{name: 'account', type: {name: 'nchar', length: 9}, nullable: false},
	{name: 'costCentre', type: {name: 'nvarchar', length: 30}, nullable: true},
	{name: 'costUnit', type: {name: 'nvarchar', length: 30}, nullable: true},
	{name: 'debit', type: {name: 'float'}, nullable: false},
	{name: 'credit', type: {name: 'float'}, nullable: false},
	{name: 'description', type: {name: 'nvarchar', length: 60}, nullable: false},
];

const entryColumns: readonly BulkColumn[] = [
	{name: 'entry', type: {name: 'int'}, nullable: false},
	{name: 'guid', type: {name: 'uniqueidentifier'}, nullable: false},
	{name: 'number', type: {name: 'nvarchar', length: 20}, nullable: false},
	{name: 'year', type: {name: 'int'}, nullable: false},
	{name: 'period', type: {name: 'int'}, nullable: false},
	{name: 'lastDay', type: {name: 'datetime'}, nullable: false},
];
