import {Buffer} from 'node:buffer';
import mssql, {type ConnectionPool, type Transaction} from 'mssql';
import type {RequestOptions, ResultSet, Statement} from './contract.js';
import {failedTarget, requestFailure} from './driver-failure.js';
import type {Hold} from './in-turn.js';
import {orAborted, refuseAborted} from './or-aborted.js';
import type {Session} from './session.js';
import {SqlFailure} from './sql-failure.js';
import {statementRecord} from './statement-record.js';
import {driverType} from './types.js';

export type RequestDetails = {
	readonly session: Session;
	readonly parent: ConnectionPool | Transaction;
	readonly statement: Statement;
	readonly options: RequestOptions;
	readonly hold: Hold;
};

/** Runs one statement and logs it. On an abort it rejects at once, and the connection is free when the server has confirmed. */
export const runRequest = async <Row extends object>({session, parent, statement, options: {signal, timeoutMs}, hold}: RequestDetails): Promise<ResultSet<Row>> => {
	const finish = statementRecord(session, statement);
	try {
		refuseLost(session);
		session.messages = [];
		const request = requestOn(parent, timeoutMs ?? session.target.requestTimeoutMs);
		addParameters(request, statement);
		refuseAborted(signal);
		// Parameters go through sp_executesql, a scope of its own; without them, what a statement sets (SET, #tables) holds for the connection.
		const answer = statement.parameters.length === 0 ? request.batch<Row>(statement.text) : request.query<Row>(statement.text);
		hold(answer);
		const {recordset, rowsAffected} = await orAborted(answer, signal, () => {
			request.cancel();
		});
		// Statements without a result set have no recordset, whatever the types say.
		const rows = (recordset as Row[] | undefined) ?? [];
		finish(rows.length);
		return {rows: [...rows], rowsAffected: rowsAffected.reduce((sum, count) => sum + count, 0)};
	} catch (error) {
		const failure = requestFailure(error, session);
		finish(0, failure);
		throw failure;
	}
};

export const addParameters = (request: Pick<mssql.Request, 'input'>, {parameters}: Statement): void => {
	for (const [index, {type, value}] of parameters.entries()) {
		request.input(`p${index + 1}`, driverType(type), value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value);
	}
};

export const refuseLost = ({lost, target}: Session) => {
	if (lost !== undefined) {
		throw new SqlFailure('closed', `The connection is not open any more. ${lost.message}`, {code: 'ECLOSE', target: failedTarget(target), cause: lost});
	}
};

export const requestOn = (parent: ConnectionPool | Transaction, requestTimeout: number | undefined) => {
	// The second argument exists since mssql 12.5; the types do not know it.
	const Request = mssql.Request as unknown as new (parent: ConnectionPool | Transaction, overrides: {requestTimeout: number | undefined}) => mssql.Request;
	return new Request(parent, {requestTimeout});
};
