import {SqlFailure} from '../sql/sql-failure.js';
import {BacoError} from './baco-error.js';
import {diagnose} from './diagnose.js';
import type {Facts} from './problem.js';

/** A SqlFailure as the BacoError of its row in the diagnosis table, with what the caller knows of the server; every other error stays as it is. */
export const sqlProblem = (error: unknown, facts: Facts = {}): unknown => {
	if (!(error instanceof SqlFailure)) {
		return error;
	}

	if (error.kind === 'cancelled') {
		return new BacoError('CANCELLED', {}, {cause: error});
	}

	if (error.outcomeUnknown) {
		return new BacoError('SQL-OUTCOME-UNKNOWN', {detail: error.message}, {cause: error});
	}

	const {id, facts: seen} = diagnose(error, facts);
	return new BacoError(id, {...facts, ...seen}, {cause: error});
};
