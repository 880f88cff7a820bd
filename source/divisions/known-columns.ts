import type {SqlConnection} from '../sql/contract.js';
import {tableColumns, type Column} from '../sql/columns.js';

export type Columns = ReadonlyMap<string, Column>;

/** Columns of a table, read once a connection, its transactions too: a list of 200 divisions asks for the same ones 200 times. A missing table is asked for again. */
export const knownColumns = async (connection: SqlConnection, table: string, {signal}: {readonly signal?: AbortSignal | undefined} = {}): Promise<Columns> => {
	const tables = known.get(connection.target) ?? new Map<string, Columns>();
	known.set(connection.target, tables);
	const found = tables.get(table);
	if (found !== undefined) {
		return found;
	}

	const columns = await tableColumns(connection, table, 'dbo', {signal});
	if (columns.size > 0) {
		tables.set(table, columns);
	}

	return columns;
};

/** By the target, which a connection and its transactions have in common. */
const known = new WeakMap<SqlConnection['target'], Map<string, Columns>>();
