import {knownColumns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {
	identifier,
	int,
	joined,
	nvarchar,
	sql,
	type Composable,
} from '../../source/sql/statement.js';
import {checkValues} from './check-values.js';
import {findFormer} from './former-entries.js';

/** What to do with an entry whose number the ledger has already. */
export type FormerEntries = 'refuse' | 'replace' | 'skip';

/** What `checkEntries` looks at, in its order. */
export const checkPhases = ['checking balances and numbers', 'checking accounts, dimensions and periods', 'checking widths', 'looking for the entries in the ledger'] as const;

export type EntryChecks = {
	/** Of the division. */
	readonly code: string;
	readonly lines: Composable;
	readonly former: FormerEntries;
	/** Called before each part. */
	readonly tell: (phase: typeof checkPhases[number]) => void;
};

/**
Writes into #PendingEntries why an entry cannot be posted. No check costs more than some looks over the lines,
whatever is wrong with them.
*/
export const checkEntries = async (synergy: SqlConnection, {code, lines, former, tell}: EntryChecks): Promise<void> => {
	tell('checking balances and numbers');
	await synergy.query(sql`UPDATE #PendingEntries SET reason = N'its lines sum to ' + CONVERT(nvarchar(40), CAST(balance AS decimal(18, 2))) + N' and not to 0' WHERE ABS(balance) > 0.005`);
	await synergy.query(sql`UPDATE #PendingEntries SET reason = N'it has no entry number, and BacoFreeNumbers has no RPFinEntry' WHERE reason IS NULL AND ISNULL(number, N'') = N''`);
	await synergy.query(sql`
		UPDATE #PendingEntries SET reason = N'another pending entry has the same year, journal and number'
		WHERE reason IS NULL AND seq IN (SELECT seq FROM (SELECT seq, COUNT(*) OVER (PARTITION BY year, journal, number) AS count FROM #PendingEntries) AS alike WHERE count > 1)
	`);
	tell('checking accounts, dimensions and periods');
	await checkValues(synergy, code, lines);
	tell('checking widths');
	await checkWidths(synergy, lines);
	tell('looking for the entries in the ledger');
	await findFormer(synergy, code);
	if (former === 'refuse') {
		await synergy.query(sql`UPDATE #PendingEntries SET reason = N'the ledger has an entry of this year, journal and number already (' + CONVERT(nvarchar(10), former) + N' lines)' WHERE former > 0 AND reason IS NULL`);
	}
};

/** Texts that gbkmut has less room for. */
const checkWidths = async (synergy: SqlConnection, lines: Composable) => {
	const [from, to] = [await knownColumns(synergy, 'TransactionsPending'), await knownColumns(synergy, 'gbkmut')];
	const narrow = ([['DebtorCode', 'debnr'], ['CreditorCode', 'crdnr'], ['JournalNumber', 'dagbknr'], ['CompanyCostcenterCode', 'kstplcode'], ['CompanyCostunitCode', 'kstdrcode'], ['bud_vers', 'bud_vers'], ['VATCode', 'btw_code']] as const)
		.map(([pending, ledger]) => ({pending, width: to.get(ledger.toLowerCase())?.maxLength ?? 0, own: from.get(pending.toLowerCase())?.maxLength ?? 0}))
		.filter(({width, own}) => width > 0 && own > width);
	if (narrow.length === 0) {
		return;
	}

	const longest = await firstRow<Record<string, number | null>>(synergy, sql`
		SELECT ${joined(narrow.map(({pending}) => sql`MAX(LEN(${identifier(pending)})) AS ${identifier(pending)}`), ', ')} FROM dbo.TransactionsPending WHERE ${lines}
	`);
	for (const {pending, width} of narrow) {
		if ((longest?.[pending] ?? 0) <= width) {
			continue;
		}

		// eslint-disable-next-line no-await-in-loop -- one connection
		await synergy.query(sql`
			UPDATE #PendingEntries SET reason = ${nvarchar(256, `${pending} has more than the ${width} characters of the ledger`)}
			WHERE reason IS NULL AND guid IN (SELECT EntryGuid FROM dbo.TransactionsPending WHERE ${lines} AND EntryGuid IS NOT NULL AND LEN(${identifier(pending)}) > ${int(width)})
		`);
	}
};
