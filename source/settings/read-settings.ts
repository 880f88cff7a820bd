import {Buffer} from 'node:buffer';
import {knownColumns, type Columns} from '../divisions/known-columns.js';
import {text} from '../divisions/read-text.js';
import {BacoError} from '../problems/baco-error.js';
import type {SqlConnection} from '../sql/contract.js';
import {SqlFailure} from '../sql/sql-failure.js';
import {
	identifier,
	int,
	joined,
	nchar,
	sql,
	type Composable,
} from '../sql/statement.js';
import type {Workspace} from '../workspace/contract.js';
import {synergyProblem} from '../workspace/synergy-problem.js';
import type {SettingValues, StoredSettings} from './contract.js';
import {secretFields, settingFields, type SettingValue} from './fields.js';

type Options = {readonly signal?: AbortSignal | undefined};

/** The back office settings of every division, or of these, by code. Rejects with a SYN- problem, or OBJ-1 when the database has no bedryf. */
export const readSettings = async (workspace: Workspace, codes?: readonly string[], {signal}: Options = {}): Promise<StoredSettings[]> => {
	try {
		const connection = await workspace.synergy({signal});
		return await readStored(connection, {database: workspace.profile.database, codes, signal});
	} catch (error) {
		throw synergyProblem(error, workspace.profile);
	}
};

/** The columns of bedryf, which set the lengths. */
export const settingColumns = async (workspace: Workspace, {signal}: Options = {}): Promise<Columns> => {
	try {
		return await knownColumns(await workspace.synergy({signal}), 'bedryf', {signal});
	} catch (error) {
		throw synergyProblem(error, workspace.profile);
	}
};

/** The same over an open connection, inside a transaction too. Rejects with SqlFailure. */
export const readStored = async (connection: SqlConnection, {database, codes, signal, columns: given}: Options & {readonly database: string; readonly codes?: readonly string[] | undefined; readonly columns?: Columns}): Promise<StoredSettings[]> => {
	const columns = given ?? await knownColumns(connection, 'bedryf', {signal});
	if (!columns.has('bedrnr')) {
		throw new BacoError('OBJ-1', {object: 'bedryf', database});
	}

	const rows = await rowsOf(connection, columns, {codes, signal});
	const secrets = given === undefined ? await secretStates(connection, columns, {codes, signal}) : new Map<string, never>();
	const people = given === undefined ? await modifiers(connection, rows, {signal}) : new Map<number, string>();
	return rows.map(row => storedOf(row, columns, {people, secrets})).toSorted((a, b) => a.code.localeCompare(b.code));
};

type Row = Readonly<Record<string, unknown>>;
type Wanted = Options & {readonly codes?: readonly string[] | undefined};

const plainColumns = ['ID', 'bedrnm', 'timestamp', 'sysmodified', 'sysmodifier', 'Expiration', ...settingFields.map(({column}) => column)];

const rowsOf = async (connection: SqlConnection, columns: Columns, {codes, signal}: Wanted): Promise<Row[]> => {
	const wanted = plainColumns.filter(column => columns.has(column.toLowerCase())).map(column => identifier(column));
	const {rows} = await connection.query(sql`SELECT ${joined([identifier('bedrnr'), ...wanted], ', ')} FROM dbo.bedryf${whereCode(codes)} ORDER BY bedrnr`, {signal});
	return rows;
};

/** One code is asked for by itself; more are few enough to be picked from the whole list. */
const whereCode = (codes: readonly string[] | undefined): Composable => {
	if (codes === undefined) {
		return sql``;
	}

	return codes.length === 0 ? sql` WHERE 1 = 0` : sql` WHERE ${joined(codes.slice(0, 1000).map(code => sql`bedrnr = ${nchar(3, code.slice(0, 3))}`), ' OR ')}`;
};

/** Which secrets there are: never what they are. A column that may not be used leaves its secret unknown. */
const secretStates = async (connection: SqlConnection, columns: Columns, {codes, signal}: Wanted): Promise<Map<string, Row>> => {
	const states = new Map<string, Row>();
	for (const {name, column} of secretFields) {
		if (!columns.has(column.toLowerCase())) {
			continue;
		}

		try {
			// eslint-disable-next-line no-await-in-loop -- one connection answers one question after another
			const {rows} = await connection.query(sql`SELECT bedrnr, CASE WHEN ${identifier(column)} IS NULL OR DATALENGTH(${identifier(column)}) = 0 THEN 0 ELSE 1 END AS isSet FROM dbo.bedryf${whereCode(codes)}`, {signal});
			for (const row of rows) {
				const code = text(row.bedrnr).trim();
				states.set(code, {...states.get(code), [name]: row.isSet === 1 ? 'set' : 'empty'});
			}
		} catch (error) {
			if (!(error instanceof SqlFailure) || (error.number !== 229 && error.number !== 230)) {
				throw error;
			}
		}
	}

	return states;
};

/** Names of those who changed the rows last, where humres can tell them. */
const modifiers = async (connection: SqlConnection, rows: readonly Row[], {signal}: Options): Promise<Map<number, string>> => {
	const numbers = [...new Set(rows.map(row => row.sysmodifier).filter(number => typeof number === 'number' && number > 0))].slice(0, 500) as number[];
	const columns = await knownColumns(connection, 'humres', {signal});
	if (numbers.length === 0 || !columns.has('fullname') || !columns.has('res_id')) {
		return new Map();
	}

	const {rows: people} = await connection.query<{res_id: number; fullname: string | null}>(sql`SELECT res_id, fullname FROM dbo.humres WHERE res_id IN (${joined(numbers.map(number => int(number)), ', ')})`, {signal});
	return new Map(people.map(({res_id: number, fullname}) => [number, text(fullname)]));
};

const storedOf = (row: Row, columns: Columns, {people, secrets}: {readonly people: ReadonlyMap<number, string>; readonly secrets: ReadonlyMap<string, Row>}): StoredSettings => {
	const code = text(row.bedrnr).trim();
	const states = secrets.get(code);
	return {
		code,
		name: text(row.bedrnm),
		rowId: typeof row.ID === 'number' ? row.ID : 0,
		rowVersion: row.timestamp instanceof Uint8Array ? Buffer.from(row.timestamp).toString('hex') : undefined,
		values: valuesOf(row, columns),
		secrets: Object.fromEntries(secretFields.map(({name}) => [name, states?.[name] ?? 'unknown'])) as StoredSettings['secrets'],
		tokenExpires: isoOf(row.Expiration),
		modified: {at: isoOf(row.sysmodified), by: typeof row.sysmodifier === 'number' && row.sysmodifier > 0 ? people.get(row.sysmodifier) ?? `resource ${row.sysmodifier}` : undefined},
	};
};

const valuesOf = (row: Row, columns: Columns): SettingValues =>
	Object.fromEntries(settingFields.filter(({column}) => columns.has(column.toLowerCase())).map(({name, column}) => [name, (row[column] ?? null) as SettingValue]));

const isoOf = (value: unknown) => value instanceof Date ? value.toISOString().replace(/\.\d+Z$/v, '') : undefined;
