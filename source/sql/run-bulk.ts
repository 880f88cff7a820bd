import mssql, {type ConnectionPool, type Transaction} from 'mssql';
import type {BulkLoad, BulkOptions, RowValues} from './contract.js';
import {requestFailure} from './driver-failure.js';
import type {Hold} from './in-turn.js';
import {orAborted, refuseAborted} from './or-aborted.js';
import {refuseLost, requestOn} from './run-request.js';
import type {Session} from './session.js';
import {identifier} from './statement.js';
import {statementRecord} from './statement-record.js';
import {driverType, typeName} from './types.js';

export type BulkDetails = {
	readonly session: Session;
	readonly parent: ConnectionPool | Transaction;
	readonly load: BulkLoad;
	readonly options: BulkOptions;
	readonly hold: Hold;
};

/** Loads rows with INSERT BULK and logs it as one statement. */
export const runBulk = async ({session, parent, load, options: {signal, lockTable = false}, hold}: BulkDetails): Promise<number> => {
	const finish = statementRecord(session, {text: bulkText(load), parameters: []});
	try {
		refuseLost(session);
		refuseAborted(signal);
		session.messages = [];
		const request = requestOn(parent, undefined);
		// With constraints and triggers the login needs no more than INSERT. The types know only the third of these options.
		const choices: Readonly<Record<string, boolean>> = {checkConstraints: true, fireTriggers: true, keepNulls: true, lockTable}; // eslint-disable-line @stylistic/object-curly-newline
		const answer = request.bulk(tableOf(load), choices);
		hold(answer);
		const {rowsAffected} = await orAborted(answer, signal, () => {
			request.cancel();
		});
		finish(rowsAffected);
		return rowsAffected;
	} catch (error) {
		const failure = requestFailure(error, session);
		finish(0, failure);
		throw failure;
	}
};

const tableOf = ({table: name, columns, rows}: BulkLoad): mssql.Table => {
	const table = new mssql.Table(pathOf(name));
	for (const column of columns) {
		table.columns.add(column.name, driverType(column.type), {nullable: column.nullable});
	}

	// The driver hands them on to the protocol's layer, which takes any iterable.
	Object.assign(table, {rows: rows as Iterable<RowValues>});
	return table;
};

const pathOf = (name: string) => name.startsWith('#') ? name : `[dbo].${identifier(name).text}`;

const bulkText = ({table, columns}: BulkLoad) => `INSERT BULK ${pathOf(table)} (${columns.map(({name, type}) => `${identifier(name).text} ${typeName(type)}`).join(', ')})`;
