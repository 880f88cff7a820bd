import type {SqlConnection} from '../../source/sql/contract.js';
import {binary, sql, type Composable} from '../../source/sql/statement.js';
import {bytesOf, type Mark} from '../financial/replication-mark.js';

/** The ledger of one side for a year, a period and an account. */
export type Total = {
	readonly year: number;
	readonly period: string;
	readonly account: string;
	/** In the currency of the division, debit positive. */
	readonly amount: number;
	readonly lines: number;
	/** Of them, those that came after the last replication: only in Globe. */
	readonly waitingAmount: number;
	readonly waitingLines: number;
};

/** The totals by `year/period/account`, with the codes trimmed, in lower case: they are padded differently on both sides, and even on one. */
export const readTotals = async (connection: SqlConnection, lines: Composable, mark?: Mark): Promise<Map<string, Total>> => {
	const waiting = mark === undefined
		? sql`0 AS waitingAmount, 0 AS waitingLines`
		: sql`SUM(CASE WHEN timestamp > ${binary(8, bytesOf(mark))} THEN bdr_hfl ELSE 0 END) AS waitingAmount, SUM(CASE WHEN timestamp > ${binary(8, bytesOf(mark))} THEN 1 ELSE 0 END) AS waitingLines`;
	const totals = new Map<string, Total>();
	for await (const rows of connection.stream(sql`
		SELECT bkjrcode, periode, reknr, SUM(bdr_hfl) AS amount, COUNT(*) AS lines, ${waiting} FROM dbo.gbkmut WHERE ${lines} GROUP BY bkjrcode, periode, reknr
	`)) {
		for (const [year, period, account, amount, count, waitingAmount, waitingLines] of rows) {
			const total = {
				year: Number(year), period: trimmed(period), account: trimmed(account), amount: Number(amount), lines: Number(count), waitingAmount: Number(waitingAmount), waitingLines: Number(waitingLines),
			};
			const key = keyOf(total);
			const other = totals.get(key);
			totals.set(key, other === undefined
				? total
				: {
					...other,
					amount: other.amount + total.amount,
					lines: other.lines + total.lines,
					waitingAmount: other.waitingAmount + total.waitingAmount,
					waitingLines: other.waitingLines + total.waitingLines,
				});
		}
	}

	return totals;
};

/** What both sides call the same total. */
export const keyOf = ({year, period, account}: Pick<Total, 'year' | 'period' | 'account'>): string => `${year}/${period}/${account}`.toLowerCase();

const trimmed = (value: unknown) => typeof value === 'string' ? value.trim() : '';
