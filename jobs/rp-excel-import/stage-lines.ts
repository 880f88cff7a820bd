import type {BulkColumn, SqlConnection} from '../../source/sql/contract.js';
import {sql} from '../../source/sql/statement.js';
import type {Line} from './sheet-import.js';

/**
A temporary table of the connection: lines wait there until the last row of the sheet is checked, so that a workbook of any size needs no
memory here, and no lock on the tables of Synergy while it is read.
*/
export const makeStage = async (connection: SqlConnection): Promise<void> => {
	await connection.query(sql`
		IF OBJECT_ID(N'tempdb..#ExcelLines') IS NOT NULL DROP TABLE #ExcelLines;
		CREATE TABLE #ExcelLines (
			entry int NOT NULL, line int NOT NULL, account nchar(9) COLLATE DATABASE_DEFAULT NOT NULL, costCentre nvarchar(30) COLLATE DATABASE_DEFAULT NULL,
			costUnit nvarchar(30) COLLATE DATABASE_DEFAULT NULL, debit float NOT NULL, credit float NOT NULL, description nvarchar(60) COLLATE DATABASE_DEFAULT NOT NULL, PRIMARY KEY CLUSTERED (entry, line)
		);
	`);
};

/** Takes lines, and loads them some thousands at a time while the next ones are read. `finish` resolves when all are there. */
export const openStage = (connection: SqlConnection): {readonly add: (line: Line) => Promise<void> | undefined; readonly finish: () => Promise<void>} => {
	let waiting: Line[] = [];
	let loading: Promise<unknown> = Promise.resolve();
	const load = async () => {
		const rows = waiting.map(({entry, row, account, costCentre, costUnit, debit, credit, description}) => [entry, row, account.padStart(9), costCentre, costUnit, debit, credit, description]);
		waiting = [];
		await loading;
		loading = connection.bulk({table: '#ExcelLines', columns, rows});
		// A failure is heard of by the next one who waits.
		loading.catch(() => undefined);
	};

	return {
		// Not async: a promise for each of a hundred thousand lines costs more than the line.
		add(line: Line): Promise<void> | undefined {
			waiting.push(line);
			return waiting.length >= portion ? load() : undefined;
		},
		async finish() {
			if (waiting.length > 0) {
				await load();
			}

			await loading;
		},
	};
};

const portion = 5000;

const columns: readonly BulkColumn[] = [
	{name: 'entry', type: {name: 'int'}, nullable: false},
	{name: 'line', type: {name: 'int'}, nullable: false},
	{name: 'account', type: {name: 'nchar', length: 9}, nullable: false},
	{name: 'costCentre', type: {name: 'nvarchar', length: 30}, nullable: true},
	{name: 'costUnit', type: {name: 'nvarchar', length: 30}, nullable: true},
	{name: 'debit', type: {name: 'float'}, nullable: false},
	{name: 'credit', type: {name: 'float'}, nullable: false},
	{name: 'description', type: {name: 'nvarchar', length: 60}, nullable: false},
];
