import {Buffer} from 'node:buffer';
import {knownColumns} from '../../source/divisions/known-columns.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {sql, uniqueidentifier} from '../../source/sql/statement.js';
import type {ImportDocument} from './find-documents.js';
import {tooLarge} from './workbook/faults.js';
import {mostPackedBytes} from './workbook/limits.js';

export type AttachedWorkbook = {
	readonly file: string;
	/** Attachments.ID; undefined when the workbook is the document's own file. */
	readonly id: string | undefined;
	readonly content: Buffer;
};

/** Reads the workbook of a document from Attachments, where newer releases keep it, else from the document itself. Rejects with EXCEL-WORKBOOKS or WORKBOOK-LIMIT. */
export const readAttachment = async (connection: SqlConnection, {id, number}: ImportDocument): Promise<AttachedWorkbook> => {
	const candidates = [...await attached(connection, id), ...await ownFile(connection, id)];
	const workbooks = candidates.filter(({file}) => /\.xls[a-z]?$/iv.test(file));
	const [workbook] = workbooks;
	if (workbook === undefined || workbooks.length > 1) {
		throw new BacoError('EXCEL-WORKBOOKS', {document: number, count: workbooks.length});
	}

	// Asked before: what is too large is not sent at all.
	if (workbook.size > mostPackedBytes) {
		throw tooLarge(workbook.file, `it has ${workbook.size} bytes`, mostPackedBytes);
	}

	const {rows} = await connection.query<{content: Buffer | null}>(workbook.id === undefined
		? sql`SELECT Document AS content FROM dbo.BacoDiscussions WHERE ID = ${uniqueidentifier(id)}`
		: sql`SELECT Attachment AS content FROM dbo.Attachments WHERE ID = ${uniqueidentifier(workbook.id)}`);
	return {file: workbook.file, id: workbook.id, content: rows[0]?.content ?? Buffer.alloc(0)};
};

type Candidate = {readonly file: string; readonly id: string | undefined; readonly size: number};

const attached = async (connection: SqlConnection, document: string): Promise<Candidate[]> => {
	const columns = await knownColumns(connection, 'Attachments');
	if (!columns.has('entity')) {
		return [];
	}

	const {rows} = await connection.query<{ID: string; AttachmentFileName: string; size: number}>(sql`
		SELECT ID, AttachmentFileName, CAST(DATALENGTH(Attachment) AS int) AS size FROM dbo.Attachments WHERE Entity = ${uniqueidentifier(document)}
	`);
	return rows.map(({ID, AttachmentFileName, size}) => ({file: AttachmentFileName.trim(), id: ID, size}));
};

const ownFile = async (connection: SqlConnection, document: string): Promise<Candidate[]> => {
	const columns = await knownColumns(connection, 'BacoDiscussions');
	if (!columns.has('document') || !columns.has('filename')) {
		return [];
	}

	const {rows} = await connection.query<{Filename: string | null; size: number | null}>(sql`
		SELECT Filename, CAST(DATALENGTH(Document) AS int) AS size FROM dbo.BacoDiscussions WHERE ID = ${uniqueidentifier(document)} AND DATALENGTH(Document) > 0
	`);
	return rows.map(({Filename, size}) => ({file: (Filename ?? '').trim(), id: undefined, size: size ?? 0}));
};
