import {knownColumns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {
	identifier,
	int,
	joined,
	nvarchar,
	sql,
	uniqueidentifier,
} from '../../source/sql/statement.js';
import {widthOf} from '../runtime/cut.js';
import type {ImportDocument} from './find-documents.js';
import {withResult} from './result-text.js';

export type DocumentResult = {
	/** State of the document from now on. */
	readonly state: number;
	/** One line, for lists of documents. */
	readonly status: string;
	readonly lines: readonly string[];
	/** Humres.res_id. */
	readonly person: number;
};

/** Writes the result into the document, if it still is in the state it was found in; false when it is not. Rejects with SqlFailure. */
export const hasWrittenResult = async (connection: SqlConnection, document: ImportDocument, {state, status, lines, person}: DocumentResult): Promise<boolean> => {
	const columns = await knownColumns(connection, 'BacoDiscussions');
	const {rows} = await connection.query<{Body: string | null; isCompressed: number}>(sql`
		SELECT Body, ${columns.has('compressbody') ? sql`CASE WHEN CompressBody IS NULL THEN 0 ELSE 1 END` : sql`0`} AS isCompressed
		FROM dbo.BacoDiscussions WITH (UPDLOCK) WHERE ID = ${uniqueidentifier(document.id)} AND Status = ${int(document.state)}
	`);
	const [before] = rows;
	if (before === undefined) {
		return false;
	}

	const values = [
		['Status', int(state)],
		['StatusText', nvarchar(widthOf(columns, 'StatusText', 100), status.slice(0, widthOf(columns, 'StatusText', 100)))],
		['ModifiedDate', sql`GETDATE()`],
		['ModifiedBy', int(person)],
		// How a compressed body is packed is not documented: such a document has the status line alone.
		...(before.isCompressed === 1 ? [] : [['Body', nvarchar('max', withResult(before.Body, lines))] as const]),
	] as const;
	const present = values.filter(([name]) => columns.has(name.toLowerCase()));
	await connection.query(sql`
		UPDATE dbo.BacoDiscussions SET ${joined(present.map(([name, value]) => sql`${identifier(name)} = ${value}`), ', ')} WHERE ID = ${uniqueidentifier(document.id)}
	`);
	return true;
};
