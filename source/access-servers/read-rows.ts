import {knownColumns, type Columns} from '../divisions/known-columns.js';
import {flag, text} from '../divisions/read-text.js';
import {BacoError} from '../problems/baco-error.js';
import type {SqlConnection} from '../sql/contract.js';
import {identifier, joined, sql} from '../sql/statement.js';
import type {AccessServerValues} from './contract.js';
import {tableState} from './table-state.js';

/** Columns of the table that baco knows; any of them but ID may be missing in a version. */
const wantedColumns = ['IPAddress', 'CheckIPAddress', 'MachineName', 'CheckMachineName', 'MacAddress', 'CheckMacAddress', 'MacAddress2', 'Division'] as const;

export type ReadRows = {
	readonly columns: Columns;
	readonly rows: readonly AccessServerValues[];
};

/** Reads BacoAccessServers with the columns it has. Throws BAS-MISSING, PERM-1, OBJ-2 or SqlFailure. */
export const readRows = async (connection: SqlConnection, {login, database, signal}: {readonly login: string; readonly database: string; readonly signal?: AbortSignal | undefined}): Promise<ReadRows> => {
	const columns = await accessServerColumns(connection, {login, database, signal});
	const wanted = wantedColumns.filter(column => columns.has(column.toLowerCase()));
	const {rows} = await connection.query(sql`SELECT ${joined([identifier('ID'), ...wanted.map(column => identifier(column))], ', ')} FROM dbo.BacoAccessServers ORDER BY ID`, {signal});
	return {columns, rows: rows.map(row => valuesOf(row, columns))};
};

/** The columns of the table, after it was made sure that it is there and may be read. */
export const accessServerColumns = async (connection: SqlConnection, {login, database, signal}: {readonly login: string; readonly database: string; readonly signal?: AbortSignal | undefined}): Promise<Columns> => {
	const state = await tableState(connection, 'BacoAccessServers', {signal});
	if (state === 'missing') {
		throw new BacoError('BAS-MISSING', {database, number: 208});
	}

	if (state === 'denied') {
		throw new BacoError('PERM-1', {
			login, database, object: 'dbo.BacoAccessServers', permission: 'SELECT', number: 229,
		});
	}

	const columns = await knownColumns(connection, 'BacoAccessServers', {signal});
	if (!columns.has('id')) {
		throw new BacoError('OBJ-2', {database, object: 'BacoAccessServers.ID'});
	}

	return columns;
};

const valuesOf = (row: Record<string, unknown>, columns: Columns): AccessServerValues => ({
	id: Number(row.ID),
	machineName: text(row.MachineName).trim(),
	ipAddress: text(row.IPAddress).trim(),
	macAddress: text(row.MacAddress).trim(),
	...(columns.has('macaddress2') && {macAddress2: text(row.MacAddress2).trim()}),
	checksIpAddress: flag(row.CheckIPAddress) ?? false,
	checksMachineName: flag(row.CheckMachineName) ?? false,
	checksMacAddress: flag(row.CheckMacAddress) ?? false,
	...(typeof row.Division === 'number' && {division: row.Division}),
});
