import {SqlFailure} from '../sql/sql-failure.js';
import {BacoError} from './baco-error.js';
import {diagnose} from './diagnose.js';
import type {Facts} from './problem.js';

/** A SqlFailure as the BacoError of its row in the diagnosis table, with where it failed; what the caller knows of the server counts more; every other error stays as it is. */
export const sqlProblem = (error: unknown, told: Facts = {}): unknown => {
	if (!(error instanceof SqlFailure)) {
		return error;
	}

	if (error.kind === 'cancelled') {
		return new BacoError('CANCELLED', {}, {cause: error});
	}

	if (error.outcomeUnknown) {
		return new BacoError('SQL-OUTCOME-UNKNOWN', {detail: error.message}, {cause: error});
	}

	const facts = {...whereOf(error, told), ...told};
	const {id, facts: seen} = diagnose(error, facts);
	return new BacoError(id, {...facts, ...seen}, {cause: error});
};

/** The server as the failed connection knew it. A name that the caller has for it may be reached elsewhere, through a tunnel. */
const whereOf = ({target}: SqlFailure, {host: name}: Facts): Facts => {
	if (target === undefined) {
		return {};
	}

	const {host, port, database, user} = target;
	return {
		host, port, server: `${host},${port}`, login: user, ...(database !== undefined && {database}),
		...(typeof name === 'string' && name.toLowerCase() !== host.toLowerCase() && {reachedAt: `${host}:${port}`}),
	};
};
