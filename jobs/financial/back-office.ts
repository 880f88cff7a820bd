import {knownColumns} from '../../source/divisions/known-columns.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {
	identifier,
	joined,
	nchar,
	sql,
} from '../../source/sql/statement.js';
import type {JobDivision} from '../runtime/contract.js';

/** What the division card says of the back office. Undefined: the column is missing or empty. */
export type BackOffice = {
	readonly companyType: number | undefined;
	/** Number of the administration in the Globe database. */
	readonly company: string;
	readonly firstYear: number;
	readonly securityLevel: number;
};

/** Reads the card and refuses a division that has no back office to compare with or to copy from. Throws JOB-NO-BACK-OFFICE. */
export const readBackOffice = async (connection: SqlConnection, division: JobDivision): Promise<BackOffice> => {
	const columns = await knownColumns(connection, 'bedryf');
	const wanted = ['CompanyType', 'CompanyNumber', 'ImportFirstYear', 'SecurityLevel', 'BackOfficeEnabled', 'BackOfficeDBName'].filter(name => columns.has(name.toLowerCase()));
	const row = await firstRow(connection, sql`
		SELECT ${joined([identifier('bedrnr'), ...wanted.map(name => identifier(name))], ', ')} FROM dbo.bedryf WHERE bedrnr = ${nchar(3, division.code)}
	`) ?? {};
	const reason = refusal(row, columns);
	if (reason !== undefined) {
		throw new BacoError('JOB-NO-BACK-OFFICE', {division: division.code, reason});
	}

	const company = typeof row.CompanyNumber === 'string' ? row.CompanyNumber.trim() : '';
	return {
		companyType: number(row.CompanyType),
		company: company === '' ? division.code : company,
		firstYear: number(row.ImportFirstYear) ?? 0,
		securityLevel: number(row.SecurityLevel) ?? 0,
	};
};

/** CompanyType 9: entries are made by hand; 10: no financial administration. */
const refusal = (row: Readonly<Record<string, unknown>>, columns: ReadonlyMap<string, unknown>): string | undefined => {
	if (row.CompanyType === 9 || row.CompanyType === 10) {
		return row.CompanyType === 9 ? 'its figures are entered manually (CompanyType 9)' : 'it is no financial administration (CompanyType 10)';
	}

	if (columns.has('backofficeenabled') && (row.BackOfficeEnabled === false || row.BackOfficeEnabled === 0)) {
		return 'its back office connection is switched off';
	}

	return typeof row.BackOfficeDBName === 'string' && row.BackOfficeDBName.trim() !== '' ? undefined : 'its card names no back office database';
};

const number = (value: unknown): number | undefined => typeof value === 'number' ? value : undefined;
