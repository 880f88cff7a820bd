import {knownColumns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {filledColumns} from '../../source/sql/filled-columns.js';
import {
	identifier,
	int,
	nchar,
	smallint,
	sql,
	type Composable,
} from '../../source/sql/statement.js';
import {readCentralCurrency} from '../financial/central-currency.js';
import {choice} from '../runtime/choices.js';
import type {JobDivision} from '../runtime/contract.js';

/** A column of gbkmut and what it gets from a pending line, which the statement calls `line`. */
export type LedgerColumn = {readonly name: string; readonly value: Composable};

/** How a pending line becomes one of the ledger: the columns with another name or meaning first, then those that both tables have. */
export const ledgerColumns = async (synergy: SqlConnection, {code, number}: JobDivision, person: number): Promise<readonly LedgerColumn[]> => {
	const central = await readCentralCurrency(synergy);
	const [from, to] = [await knownColumns(synergy, 'TransactionsPending'), await knownColumns(synergy, 'gbkmut')];
	const filled = await filledColumns(synergy, 'gbkmut');
	const isTaken = (key: string) => to.has(key) && filled.get(key)?.isAlways !== true;
	const budget = sql`ISNULL(line.bud_vers, N'') <> N'' OR line.transtype = N'B'`;
	const mapped: ReadonlyArray<readonly [string, Composable]> = [
		['CompanyCode', sql`${nchar(3, code)}`],
		['datum', sql`line.TransactionDate`],
		['bkjrcode', sql`line.FinYear`],
		['periode', sql`RIGHT(N'  ' + CONVERT(nvarchar(3), line.FinPeriod), 3)`],
		['reknr', sql`RIGHT(N'         ' + LTRIM(RTRIM(line.CompanyAccountCode)), 9)`],
		['tegreknr', sql`line.CompanyContraAccountCode`],
		['dagbknr', sql`line.JournalNumber`],
		['bkstnr', sql`line.EntryNumber`],
		['oms25', sql`line.Description`],
		['bdr_hfl', sql`line.AmountDebitAC - line.AmountCreditAC`],
		['bdr_val', sql`line.AmountDebitFC - line.AmountCreditFC`],
		['valcode', sql`line.CurrencyAliasFC`],
		['koers', sql`line.RateFC`],
		['AmountCentral', sql`CASE WHEN line.AmountDebit <> 0 OR line.AmountCredit <> 0 THEN line.AmountDebit - line.AmountCredit WHEN ${withoutRate(central)} THEN 0 ELSE (line.AmountDebitAC - line.AmountCreditAC) * line.Rate END`],
		['VatBaseAmountCentral', sql`line.VATBaseAmount`],
		['VatAmountCentral', sql`line.VATAmount`],
		['btw_code', sql`line.VATCode`],
		['btw_bdr_3', sql`line.VATAmountAC`],
		['btw_grond', sql`line.VATBaseAmountAC`],
		['btwper', sql`line.VATPercentage`],
		['kstplcode', sql`line.CompanyCostcenterCode`],
		['kstdrcode', sql`line.CompanyCostunitCode`],
		['debnr', sql`line.DebtorCode`],
		['crdnr', sql`line.CreditorCode`],
		['cmp_wwn', sql`line.Account`],
		['aantal', sql`line.Quantity`],
		['storno', sql`CAST(line.IsStorno AS tinyint)`],
		['betcond', sql`LEFT(line.PaymentTermCode, 2)`],
		['res_id', sql`ISNULL(line.res_id, 0)`],
		['regel', sql`CASE WHEN line.ProcessLine > 0 THEN RIGHT(N'   ' + CONVERT(nvarchar(10), line.ProcessLine), 4) END`],
		['regelcode', sql`line.ProcessLineCode`],
		// Moved entries are processed ones; without a number of their own they get 1.
		['verwerknrl', sql`CASE WHEN line.ProcessNumber > 0 THEN line.ProcessNumber ELSE 1 END`],
		['TransactionType', sql`CASE WHEN ${budget} THEN CASE WHEN line.TransactionType IN (310, 320, 340) THEN line.TransactionType ELSE 310 END ELSE ${int(choice('ledgerTransactionType'))} END`],
		['sysmodified', sql`GETDATE()`],
		['sysmodifier', sql`${int(person)}`],
		['Division', sql`${smallint(number)}`],
	];
	const given = new Set([...mapped.map(([name]) => name.toLowerCase()), ...own]);
	return [
		...mapped.filter(([name]) => isTaken(name.toLowerCase())).map(([name, value]) => ({name: to.get(name.toLowerCase())!.name, value})),
		...[...to].filter(([key]) => from.has(key) && isTaken(key) && !given.has(key)).map(([key, {name}]) => ({name, value: sql`line.${identifier(from.get(key)!.name)}`})),
	];
};

/**
Whether `line` has neither an amount in the currency of the group nor a rate to it, and is in another one: 1 is only the default of the rate. Such an
amount must not be added to the others as if it were in that currency.
*/
export const withoutRate = (central: string): Composable => central === ''
	? sql`1 = 0`
	: sql`line.AmountDebit = 0 AND line.AmountCredit = 0 AND line.Rate = 1 AND ISNULL(line.CurrencyCode, N'') = N'' AND ISNULL(line.CurrencyAliasAC, N'') NOT IN (N'', ${nchar(3, central)})`;

/** Each table numbers and stamps its own rows; Status means another thing in each. */
const own = ['id', 'timestamp', 'status'];
