import type mssql from 'mssql';
import {type ConnectionPool, type Transaction} from 'mssql';
import type {RowValues, Statement, StreamOptions} from './contract.js';
import {requestFailure} from './driver-failure.js';
import type {InTurn} from './in-turn.js';
import {refuseAborted} from './or-aborted.js';
import {addParameters, refuseLost, requestOn} from './run-request.js';
import type {Session} from './session.js';
import {statementRecord} from './statement-record.js';

export type StreamDetails = {
	readonly session: Session;
	readonly parent: ConnectionPool | Transaction;
	readonly statement: Statement;
	readonly options: StreamOptions;
	readonly inTurn: InTurn;
};

/**
Runs one statement and gives its rows in portions; the server waits while the reader works. Rejects as a query does.

@yields The next rows.
*/
// eslint-disable-next-line @stylistic/generator-star-spacing
export async function* streamRows({session, parent, statement, options: {signal, timeoutMs, portion = 1000}, inTurn}: StreamDetails): AsyncGenerator<readonly RowValues[], void> {
	const {promise: finished, resolve: finish} = Promise.withResolvers<void>();
	await inTurn(async hold => {
		hold(finished);
	}, signal);
	const log = statementRecord(session, statement);
	let rows = 0;
	let failure: Error | undefined;
	try {
		refuseLost(session);
		refuseAborted(signal);
		session.messages = [];
		const request = requestOn(parent, timeoutMs ?? session.target.requestTimeoutMs);
		addParameters(request, statement);
		for await (const some of portions(request, statement, portion, signal)) {
			rows += some.length;
			yield some;
		}
	} catch (error) {
		failure = requestFailure(error, session);
		throw failure;
	} finally {
		log(rows, failure);
		finish();
	}
}

// eslint-disable-next-line @stylistic/generator-star-spacing
async function* portions(request: mssql.Request, statement: Statement, portion: number, signal: AbortSignal | undefined): AsyncGenerator<readonly RowValues[], void> {
	let waiting: RowValues[] = [];
	let failure: unknown;
	let isDone = false;
	let next = Promise.withResolvers<void>();
	const wake = () => {
		next.resolve();
	};

	const done = new Promise<void>(resolve => {
		request.on('done', () => {
			isDone = true;
			resolve();
			wake();
		});
	});
	request.on('row', (row: unknown) => {
		waiting.push(row as RowValues);
		if (!(waiting.length >= portion)) {
			return;
		}

		request.pause();
		wake();
	});
	request.on('error', error => {
		failure ??= error;
	});
	const cancel = () => {
		request.cancel();
		wake();
	};

	signal?.addEventListener('abort', cancel, {once: true});
	Object.assign(request, {stream: true, arrayRowMode: true});
	if (statement.parameters.length === 0) {
		void request.batch(statement.text);
	} else {
		void request.query(statement.text);
	}

	try {
		while (true) {
			// eslint-disable-next-line no-await-in-loop -- one portion after the other
			await next.promise;
			refuseAborted(signal);
			next = Promise.withResolvers();
			const some = waiting;
			waiting = [];
			if (some.length > 0) {
				yield some;
			}

			if (isDone && waiting.length === 0) {
				break;
			}

			if (isDone) {
				wake();
			} else {
				request.resume();
			}
		}

		if (failure !== undefined) {
			throw failure as Error;
		}
	} finally {
		signal?.removeEventListener('abort', cancel);
		if (!isDone) {
			// The reader left the loop, or the signal came: the connection is free again when the server has confirmed.
			request.cancel();
			request.resume();
			await done;
		}
	}
}
