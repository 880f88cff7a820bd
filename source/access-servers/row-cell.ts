import {BacoError} from '../problems/baco-error.js';
import type {SqlConnection} from '../sql/contract.js';
import {identifier, int, sql} from '../sql/statement.js';
import type {RepairColumn} from './contract.js';
import {accessServerColumns} from './read-rows.js';

/** One value of one row, exactly as it is: blanks, case and NULL count. */
export type Cell = {
	readonly value: string | null;
	/** `nvarchar`, or `varchar` in older databases. */
	readonly dataType: string;
	readonly maxLength: number | null;
	readonly rowValues: Readonly<Record<string, unknown>>;
};

type Place = {readonly rowId: number; readonly column: RepairColumn; readonly login: string; readonly database: string; readonly signal?: AbortSignal | undefined};

/** Reads the value. Throws BAS-ROW when there is no such row, OBJ-2 when there is no such column, else as the table's reader. */
export const readCell = async (connection: SqlConnection, {rowId, column, login, database, signal}: Place): Promise<Cell> => {
	const columns = await accessServerColumns(connection, {login, database, signal});
	const described = columns.get(column.toLowerCase());
	if (described === undefined) {
		throw new BacoError('OBJ-2', {database, object: `BacoAccessServers.${column}`});
	}

	const found = await readValue(connection, {rowId, column, signal});
	if (found === undefined) {
		const {rows} = await connection.query<{ID: number}>(sql`SELECT TOP (50) ID FROM dbo.BacoAccessServers ORDER BY ID`, {signal});
		throw new BacoError('BAS-ROW', {rowId, rows: rows.map(({ID}) => ID)});
	}

	return {
		value: found.value, dataType: described.dataType, maxLength: described.maxLength, rowValues: {rowId, database},
	};
};

/** The value now, as committed: a change under way is waited for. Undefined when the row is gone. */
export const readValue = async (connection: SqlConnection, {rowId, column, signal}: Pick<Place, 'rowId' | 'column' | 'signal'>): Promise<{readonly value: string | null} | undefined> => {
	if (!Number.isSafeInteger(rowId) || Math.abs(rowId) > 2_147_483_647) {
		return undefined;
	}

	const {rows} = await connection.query<{value: string | null}>(sql`SELECT ${identifier(column)} AS value FROM dbo.BacoAccessServers WITH (READCOMMITTEDLOCK) WHERE ID = ${int(rowId)}`, {signal});
	return rows[0];
};
