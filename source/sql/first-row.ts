import type {RequestOptions, SqlConnection, Statement} from './contract.js';

/** The first row of a result; undefined when there is none. */
export const firstRow = async <Row extends object = Record<string, unknown>>(connection: SqlConnection, statement: Statement, options?: RequestOptions): Promise<Row | undefined> => {
	const {rows} = await connection.query<Row>(statement, options);
	return rows[0];
};
