import {knownColumns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {
	identifier,
	int,
	joined,
	nchar,
	nvarchar,
	smallint,
	sql,
} from '../../source/sql/statement.js';
import {asColumn} from '../runtime/as-column.js';
import {choice} from '../runtime/choices.js';
import {widthOf} from '../runtime/cut.js';
import type {JobDivision} from '../runtime/contract.js';
import type {NewAccount} from './sheet-import.js';

/** Creates ledger accounts of the division; one that somebody made meanwhile stays as it is. */
export const createAccounts = async (connection: SqlConnection, accounts: Iterable<NewAccount>, {division, person}: {readonly division: JobDivision; readonly person: number}): Promise<void> => {
	const columns = await knownColumns(connection, 'grtbk');
	const nameWidth = widthOf(columns, 'oms25_0', 60);
	for (const {number, name, side, balance} of accounts) {
		const padded = asColumn(columns, 'reknr', nchar(9, number.padStart(9)));
		const company = asColumn(columns, 'CompanyCode', nchar(3, division.code));
		const cells = ([
			['CompanyCode', company],
			['reknr', padded],
			['oms25_0', nvarchar(nameWidth, name.slice(0, nameWidth))],
			['debcrd', nchar(1, side)],
			['bal_vw', nchar(1, balance)],
			['omzrek', nchar(1, choice('excelAccountType'))],
			['Division', smallint(division.number)],
			['syscreator', int(person)],
			['sysmodifier', int(person)],
		] as const).filter(([column]) => columns.has(column.toLowerCase()));
		// eslint-disable-next-line no-await-in-loop -- one connection, in one transaction
		await connection.query(sql`
			INSERT INTO dbo.grtbk (${joined(cells.map(([column]) => identifier(column)), ', ')})
			SELECT ${joined(cells.map(([, value]) => value), ', ')}
			WHERE NOT EXISTS (SELECT 1 FROM dbo.grtbk WITH (UPDLOCK, HOLDLOCK) WHERE CompanyCode = ${company} AND reknr = ${padded})
		`);
	}
};
