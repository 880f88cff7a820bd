import type {ConnectOptions, SqlConnection, SqlTarget} from './contract.js';
import {logIn} from './log-in.js';
import {runBulk} from './run-bulk.js';
import {runRequest} from './run-request.js';
import {runTransaction} from './run-transaction.js';
import type {Session} from './session.js';
import {streamRows} from './stream-rows.js';

/** Logs in to a SQL server: one attempt, one physical connection. Rejects with SqlFailure; an abort rejects at once. */
export const connect = async (target: SqlTarget, {signal, onStatement}: ConnectOptions = {}): Promise<SqlConnection> => {
	const session = await logIn(target, {signal, onStatement});
	const {password, ...shown} = target;
	return {
		target: shown,
		get lost() {
			return session.lost;
		},
		async query(statement, options = {}) {
			refuseInsideTransaction(session);
			return session.inTurn(async hold => runRequest({
				session, parent: session.pool, statement, options, hold,
			}), options.signal);
		},
		stream(statement, options = {}) {
			refuseInsideTransaction(session);
			return streamRows({
				session, parent: session.pool, statement, options, inTurn: session.inTurn,
			});
		},
		async bulk(load, options = {}) {
			refuseInsideTransaction(session);
			return session.inTurn(async hold => runBulk({
				session, parent: session.pool, load, options, hold,
			}), options.signal);
		},
		async transaction(work) {
			refuseInsideTransaction(session);
			return session.inTurn(async () => runTransaction(session, shown, work));
		},
		async close() {
			session.lost ??= new Error('It was closed.');
			session.driver.close();
			await session.pool.close();
		},
	};
};

/** It would wait for itself for ever. */
const refuseInsideTransaction = (session: Session) => {
	if (session.transactionScope.getStore()?.open) {
		throw new Error('Inside a transaction, use the connection that its work was given.');
	}
};
