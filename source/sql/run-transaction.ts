import mssql from 'mssql';
import type {SqlConnection, Statement} from './contract.js';
import {requestFailure} from './driver-failure.js';
import {inTurn} from './in-turn.js';
import {runBulk} from './run-bulk.js';
import {runRequest} from './run-request.js';
import type {Session} from './session.js';
import {SqlFailure} from './sql-failure.js';
import {statementRecord} from './statement-record.js';
import {streamRows} from './stream-rows.js';

/** Commits when `work` resolves, rolls back when it rejects. When the connection is lost during the commit, the outcome is unknown, and the failure says so. */
export const runTransaction = async <T>(session: Session, target: SqlConnection['target'], work: (connection: SqlConnection) => Promise<T>): Promise<T> => {
	const transaction = new mssql.Transaction(session.pool);
	// The server may roll back on its own (XACT_ABORT, deadlock); the failed request tells it.
	transaction.on('error', () => undefined);
	session.messages = [];
	const finish = statementRecord(session, request('BEGIN TRANSACTION'));
	try {
		await transaction.begin();
		finish(0);
	} catch (error) {
		const failure = requestFailure(error, session);
		finish(0, failure);
		throw failure;
	}

	const turn = inTurn();
	const scope = {open: true};
	const connection: SqlConnection = {
		target,
		get lost() {
			return session.lost;
		},
		query: async (statement, options = {}) => turn(async hold => {
			refuseEnded(scope);
			return runRequest({
				session, parent: transaction, statement, options, hold,
			});
		}, options.signal),
		stream(statement, options = {}) {
			refuseEnded(scope);
			return streamRows({
				session, parent: transaction, statement, options, inTurn: turn,
			});
		},
		bulk: async (load, options = {}) => turn(async hold => {
			refuseEnded(scope);
			return runBulk({
				session, parent: transaction, load, options, hold,
			});
		}, options.signal),
		async transaction() {
			throw new Error('A transaction inside a transaction is not supported.');
		},
		async close() {
			throw new Error('A connection cannot be closed inside its transaction.');
		},
	};

	let result: T;
	try {
		result = await session.transactionScope.run(scope, async () => work(connection));
	} catch (error) {
		await turn(async () => {
			scope.open = false;
			await rollBack(session, transaction);
		});
		throw error;
	}

	return turn(async () => {
		scope.open = false;
		await commit(session, transaction);
		return result;
	});
};

/** The driver sends no text for these, but a transaction manager request of the protocol. */
const request = (text: string): Statement => ({text: `${text} -- as a transaction manager request`, parameters: []});

const refuseEnded = ({open}: {readonly open: boolean}) => {
	if (!open) {
		throw new Error('The transaction of this connection has ended.');
	}
};

const rollBack = async (session: Session, transaction: mssql.Transaction) => {
	const finish = statementRecord(session, request('ROLLBACK TRANSACTION'));
	try {
		await transaction.rollback();
		finish(0);
	} catch (error) {
		// The server has rolled back already, or the connection is gone, which has the same effect.
		finish(0, requestFailure(error, session));
	}
};

const commit = async (session: Session, transaction: mssql.Transaction) => {
	session.messages = [];
	const finish = statementRecord(session, request('COMMIT TRANSACTION'));
	try {
		await transaction.commit();
		finish(0);
	} catch (error) {
		const failure = requestFailure(error, session);
		finish(0, failure);
		if (failure instanceof SqlFailure && ['closed', 'timeout'].includes(failure.kind)) {
			const message = `The connection was lost while committing, so it is not known whether the change was made. ${failure.message}`;
			throw new SqlFailure(failure.kind, message, {...failure, cause: failure, outcomeUnknown: true});
		}

		throw failure;
	}
};
