import {sampleGuid} from '../../../fixtures/databases/sample/sample-guid.js';
import type {SqlConnection} from '../../../source/sql/contract.js';
import {
	nchar,
	nvarchar,
	sql,
	uniqueidentifier,
	varbinary,
} from '../../../source/sql/statement.js';

export type DocumentOptions = {
	readonly subCategory?: string;
	readonly company?: string | null;
	readonly file?: string;
	/** In the document itself, as older releases keep it. */
	readonly isOwnFile?: boolean;
};

export type DocumentDetails = readonly [name: string, content: Uint8Array | undefined, options?: DocumentOptions];

/** Adds an open import document with this workbook; resolves with its id. */
const add = async (synergy: SqlConnection, ...[name, content, {subCategory = 'Actuals', company = '100', file = 'cijfers.xlsx', isOwnFile = false} = {}]: DocumentDetails): Promise<string> => {
	const id = sampleGuid('test', name);
	await synergy.query(sql`
		INSERT INTO dbo.BacoDiscussions (ID, Subject, Category, SubCategory, Type, CreatedByFullName, Company, Body, Filename, Document)
		VALUES (${uniqueidentifier(id)}, ${nvarchar(256, name)}, N'Excel import', ${nvarchar(30, subCategory)}, 0, N'Test', ${nchar(3, company)}, N'<p>Please import</p>', ${nvarchar(255, isOwnFile ? file : null)}, ${varbinary('max', isOwnFile ? content : null)})
	`);
	if (content !== undefined && !isOwnFile) {
		await synergy.query(sql`
			INSERT INTO dbo.Attachments (ID, Entity, EntityType, Attachment, AttachmentFileName, AttachmentType)
			VALUES (${uniqueidentifier(sampleGuid('attachment', name))}, ${uniqueidentifier(id)}, 0, ${varbinary('max', content)}, ${nvarchar(255, file)}, 0)
		`);
	}

	return id;
};

const read = async (synergy: SqlConnection, id: string) => {
	const {rows} = await synergy.query<{Status: number; StatusText: string | null; Body: string}>(sql`SELECT Status, StatusText, Body FROM dbo.BacoDiscussions WHERE ID = ${uniqueidentifier(id)}`);
	return rows[0]!;
};

/** Of all pending lines. */
const totals = async (synergy: SqlConnection) => {
	const {rows} = await synergy.query<{lines: number; debit: number; credit: number; entries: number; guids: number}>(sql`
		SELECT COUNT(*) AS lines, CAST(COALESCE(SUM(AmountDebitAC), 0) AS decimal(18, 2)) AS debit, CAST(COALESCE(SUM(AmountCreditAC), 0) AS decimal(18, 2)) AS credit, COUNT(DISTINCT EntryNumber) AS entries, COUNT(DISTINCT EntryGuid) AS guids
		FROM dbo.TransactionsPending
	`);
	return rows[0]!;
};

export const nothing = {lines: 0, debit: 0, credit: 0, entries: 0, guids: 0}; // eslint-disable-line @stylistic/object-curly-newline

export const documents = {add, read, totals};
