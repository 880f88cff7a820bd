import {knownColumns} from '../../source/divisions/known-columns.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {documentNumber, type DocumentKey} from '../../source/runs/catalogue/document-key.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {
	int,
	joined,
	nvarchar,
	sql,
} from '../../source/sql/statement.js';
import {choice} from '../runtime/choices.js';
import {rowsOf, keyText, whyNotFound} from './only-document.js';

/** A document whose workbook is to be imported. */
export type ImportDocument = {
	readonly id: string;
	/** As Synergy shows it, 00.012.345; its ID where documents have no numbers. */
	readonly number: string;
	readonly subject: string;
	/** Trimmed; empty when the document is linked to none. */
	readonly division: string;
	readonly kind: 'actuals' | 'budget';
	readonly state: number;
};

/**
The open documents of the category for imports, oldest first; one of them alone when its ID or number is given.
Which documents are meant is not documented: category, sub categories and states are choices. Rejects with JOB-COLUMNS when there are no documents in this
database, and with an EXCEL problem when the given one is not there, not open, no import document, or not the only one of its number.
*/
export const findDocuments = async (connection: SqlConnection, only: DocumentKey | undefined): Promise<ImportDocument[]> => {
	const columns = await knownColumns(connection, 'BacoDiscussions');
	for (const name of ['ID', 'Subject', 'Category', 'SubCategory', 'Status', 'Company', 'Body']) {
		if (!columns.has(name.toLowerCase())) {
			throw new BacoError('JOB-COLUMNS', {table: 'BacoDiscussions', columns: columns.size === 0 ? [] : [name], database: connection.target.database});
		}
	}

	const kinds = {actuals: choice('excelActuals'), budget: choice('excelBudget')};
	const {rows} = await connection.query<{ID: string; HID: number | null; Subject: string; Company: string | null; SubCategory: string; Status: number}>(sql`
		SELECT ID, ${columns.has('hid') ? sql`HID` : sql`NULL AS HID`}, Subject, Company, SubCategory, Status FROM dbo.BacoDiscussions
		WHERE Category = ${nvarchar(30, choice('excelCategory'))} AND SubCategory IN (${joined(Object.values(kinds).map(kind => nvarchar(30, kind)), ', ')})
			AND Status IN (${joined(choice('excelOpenStates').map(state => int(state)), ', ')})
			${only === undefined ? sql`` : sql`AND ${await rowsOf(connection, only)}`}
		ORDER BY CreatedDate, ID
	`);
	if (only !== undefined && rows.length !== 1) {
		throw rows.length === 0 ? await whyNotFound(connection, only) : new BacoError('EXCEL-SEVERAL', {document: keyText(only), ids: rows.map(({ID}) => ID)});
	}

	return rows.map(({ID, HID, Subject, Company, SubCategory, Status}) => ({
		id: ID,
		number: HID === null ? ID : documentNumber(HID),
		subject: Subject,
		division: (Company ?? '').trim(),
		kind: SubCategory.trim().toLowerCase() === kinds.budget.toLowerCase() ? 'budget' : 'actuals',
		state: Status,
	}));
};

/** The number of the state that imported documents get. Rejects with EXCEL-STATE when there is none of that name. */
export const readArchivedState = async (connection: SqlConnection): Promise<number> => {
	const name = choice('archivedState');
	const columns = await knownColumns(connection, 'BacoDiscussionStates');
	if (columns.has('description')) {
		const {rows} = await connection.query<{State: number}>(sql`SELECT State FROM dbo.BacoDiscussionStates WHERE RTRIM(Description) = ${nvarchar(100, name)}`);
		if (rows.length === 1) {
			return rows[0]!.State;
		}
	}

	throw new BacoError('EXCEL-STATE', {name});
};
