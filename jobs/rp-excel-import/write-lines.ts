import {knownColumns, type Columns} from '../../source/divisions/known-columns.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {Parameter, SqlConnection} from '../../source/sql/contract.js';
import {rowsChanged} from '../../source/sql/rows-changed.js';
import {
	identifier,
	int,
	joined,
	nchar,
	nvarchar,
	smallint,
	sql,
	uniqueidentifier,
	type Composable,
} from '../../source/sql/statement.js';
import {choice} from '../runtime/choices.js';
import type {JobDivision} from '../runtime/contract.js';
import type {SheetImport} from './sheet-import.js';

export type LinesToWrite = {
	readonly division: JobDivision;
	readonly found: SheetImport;
	readonly document: string;
	readonly attachment: string | undefined;
	readonly person: number;
};

/** Rows of the sheet, both ends among them. */
export type RowRange = {readonly from: number; readonly to: number};

type Cell = readonly [column: string, value: Parameter | Composable];

/** The table that the lines are for: actuals wait for BacoImporter, budget counts at once. */
export const tableOf = (kind: SheetImport['kind']): 'TransactionsPending' | 'gbkmut' => kind === 'actuals' ? 'TransactionsPending' : 'gbkmut';

/** Puts lines from the temporary tables where they belong; resolves with how many. Rejects with JOB-COLUMNS where the table has no place for what a line says. */
export const writeLines = async (connection: SqlConnection, {from, to}: RowRange, written: LinesToWrite): Promise<number> => {
	const table = tableOf(written.found.kind);
	const columns = await knownColumns(connection, table);
	const cells = [...written.found.kind === 'actuals' ? pendingCells(written) : budgetCells(written), ...commonCells(written)];
	const missing = cells.filter(([name]) => mandatory.has(name) && !columns.has(name.toLowerCase()));
	if (columns.size === 0 || missing.length > 0) {
		throw new BacoError('JOB-COLUMNS', {table, columns: columns.size === 0 ? [] : missing.map(([name]) => name), database: connection.target.database});
	}

	const present = presentCells(cells, columns);
	return rowsChanged(connection, sql`
		INSERT INTO dbo.${identifier(table)} (${joined(present.map(([name]) => identifier(name)), ', ')})
		SELECT ${joined(present.map(([, value]) => value), ', ')}
		FROM #ExcelLines AS staged INNER JOIN #ExcelEntries AS entry ON entry.entry = staged.entry
		WHERE staged.line BETWEEN ${int(from)} AND ${int(to)} ORDER BY staged.line
	`);
};

const presentCells = (cells: readonly Cell[], columns: Columns) => cells.filter(([name]) => columns.has(name.toLowerCase()));

/** Without these a line says nothing. */
const mandatory = new Set(['CompanyCode', 'CompanyAccountCode', 'FinYear', 'FinPeriod', 'AmountDebitAC', 'AmountCreditAC', 'EntryNumber', 'EntryGuid', 'reknr', 'bkjrcode', 'periode', 'bdr_hfl', 'transtype', 'bud_vers']);

const commonCells = ({document, attachment, person, division}: LinesToWrite): Cell[] => [
	['EntryGuid', sql`entry.guid`],
	['DocumentID', uniqueidentifier(document)],
	['DocAttachmentID', uniqueidentifier(attachment)],
	['syscreator', int(person)],
	['sysmodifier', int(person)],
	['Division', smallint(division.number)],
];

/** As the feeds of live databases fill it (TransactionType 5, process 1, line code B, origin Z): amounts in the division's currency, one entry for a year and period, at the last day. */
const pendingCells = ({found: {facts}}: LinesToWrite): Cell[] => [
	['CompanyCode', nchar(6, facts.code)],
	['TransactionType', int(choice('excelTransactionType'))],
	['TransactionDate', sql`entry.lastDay`],
	['docdate', sql`entry.lastDay`],
	['vervdatfak', sql`entry.lastDay`],
	['FinYear', sql`entry.year`],
	['FinPeriod', sql`entry.period`],
	['Description', sql`staged.description`],
	['CompanyAccountCode', sql`staged.account`],
	['CompanyCostcenterCode', sql`staged.costCentre`],
	['CompanyCostunitCode', sql`staged.costUnit`],
	['EntryNumber', sql`entry.number`],
	// Without a rate BacoImporter leaves the amount in the currency of the group open.
	...(facts.isCentral ? [['CurrencyCode', nchar(3, facts.currency)], ['AmountDebit', sql`staged.debit`], ['AmountCredit', sql`staged.credit`]] as const : []),
	['CurrencyAliasAC', nchar(3, facts.currency)],
	['AmountDebitAC', sql`staged.debit`],
	['AmountCreditAC', sql`staged.credit`],
	['CurrencyAliasFC', nchar(3, facts.currency)],
	['AmountDebitFC', sql`staged.debit`],
	['AmountCreditFC', sql`staged.credit`],
	['VATCode', nvarchar(20, '0')],
	['ProcessNumber', int(1)],
	['ProcessLine', sql`staged.line`],
	['ProcessLineCode', nchar(1, 'B')],
	['res_id', int(0)],
	['oorsprong', nchar(1, choice('excelOrigin'))],
];

/** Rows of transtype B with the scenario are how budgets are stored; line code and origin U say budget, payment method I that it was typed in. */
const budgetCells = ({found: {facts}}: LinesToWrite): Cell[] => [
	['CompanyCode', nchar(3, facts.code)],
	['bkjrcode', sql`entry.year`],
	['periode', sql`RIGHT(SPACE(3) + CAST(entry.period AS varchar(3)), 3)`],
	['datum', sql`entry.lastDay`],
	['docdate', sql`entry.lastDay`],
	['reknr', sql`staged.account`],
	['oms25', sql`staged.description`],
	['bkstnr', sql`entry.number`],
	['bdr_hfl', sql`staged.debit - staged.credit`],
	['bdr_val', sql`staged.debit - staged.credit`],
	['valcode', nchar(3, facts.currency)],
	// Reports of the group add these; without a rate they are left for the closing of the period.
	...(facts.isCentral ? [['AmountCentral', sql`staged.debit - staged.credit`], ['CurrencyCode', nchar(3, facts.currency)]] as const : []),
	['kstplcode', sql`staged.costCentre`],
	['kstdrcode', sql`staged.costUnit`],
	['transtype', nchar(1, 'B')],
	['transsubtype', nchar(1, 'N')],
	['TransactionType', int(310)],
	['bud_vers', nvarchar(30, facts.scenario)],
	['regelcode', nchar(1, 'U')],
	['oorsprong', nchar(1, 'U')],
	['entryorigin', nchar(1, 'U')],
	['PaymentMethod', nchar(1, 'I')],
];
