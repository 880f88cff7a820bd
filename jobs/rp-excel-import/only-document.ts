import {knownColumns} from '../../source/divisions/known-columns.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {documentNumber, type DocumentKey} from '../../source/runs/catalogue/document-key.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {
	int,
	sql,
	uniqueidentifier,
	type Composable,
} from '../../source/sql/statement.js';
import {choice} from '../runtime/choices.js';

/** The rows of BacoDiscussions that `/DOC:` means. Rejects with EXCEL-NUMBER where documents have no numbers. */
export const rowsOf = async (connection: SqlConnection, key: DocumentKey): Promise<Composable> => {
	if ('id' in key) {
		return sql`ID = ${uniqueidentifier(key.id)}`;
	}

	const columns = await knownColumns(connection, 'BacoDiscussions');
	if (!columns.has('hid')) {
		throw new BacoError('EXCEL-NUMBER', {number: keyText(key)});
	}

	return sql`HID = ${int(key.number)}`;
};

/** Why none of the open import documents is the one that `/DOC:` means. */
export const whyNotFound = async (connection: SqlConnection, key: DocumentKey): Promise<BacoError> => {
	const {rows} = await connection.query<{Category: string | null; SubCategory: string | null; Status: number}>(sql`
		SELECT TOP (1) Category, SubCategory, Status FROM dbo.BacoDiscussions WHERE ${await rowsOf(connection, key)} ORDER BY ID
	`);
	const [found] = rows;
	const document = keyText(key);
	if (found === undefined) {
		return new BacoError('EXCEL-UNKNOWN', {document, isNumber: 'number' in key});
	}

	const types = [choice('excelActuals'), choice('excelBudget')];
	const wanted = choice('excelCategory');
	const [category, type] = [found.Category, found.SubCategory].map(text => (text ?? '').trim());
	const isSame = (one: string | undefined, other: string) => one?.toLowerCase() === other.toLowerCase();
	return isSame(category, wanted) && types.some(name => isSame(type, name))
		? new BacoError('EXCEL-CLOSED', {
			document, state: found.Status, name: await stateName(connection, found.Status), archived: choice('archivedState'),
		})
		: new BacoError('EXCEL-KIND', {
			document, category, type, wanted, types,
		});
};

export const keyText = (key: DocumentKey): string => 'id' in key ? key.id : documentNumber(key.number);

const stateName = async (connection: SqlConnection, state: number): Promise<string | undefined> => {
	const columns = await knownColumns(connection, 'BacoDiscussionStates');
	if (!columns.has('description') || !columns.has('state')) {
		return undefined;
	}

	const {rows} = await connection.query<{Description: string | null}>(sql`SELECT Description FROM dbo.BacoDiscussionStates WHERE State = ${int(state)}`);
	return rows[0]?.Description?.trim();
};
