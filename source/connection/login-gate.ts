import {createHash} from 'node:crypto';
import type {SqlConnection, SqlTarget} from '../sql/contract.js';
import {SqlFailure} from '../sql/sql-failure.js';

/** Opens connections for one run of tests. */
export type LoginGate = (target: SqlTarget, open: () => Promise<SqlConnection>) => Promise<SqlConnection>;

/**
Keeps a run from trying a refused password again and again: with a password policy, 200 divisions on one server would lock the login out.
The first login on a server goes alone; when the server refuses the login itself, the others get the same refusal without being sent.
*/
export const loginGate = (): LoginGate => {
	const first = new Map<string, Promise<SqlFailure | undefined>>();
	return async (target, open) => {
		const key = keyOf(target);
		const earlier = first.get(key);
		if (earlier !== undefined) {
			const refusal = await earlier;
			if (refusal !== undefined) {
				throw new RepeatedRefusal(refusal);
			}

			return open();
		}

		const {promise, resolve} = Promise.withResolvers<SqlFailure | undefined>();
		first.set(key, promise);
		try {
			const connection = await open();
			resolve(undefined);
			return connection;
		} catch (error) {
			resolve(error instanceof SqlFailure && isRefusal(error) ? error : undefined);
			throw error;
		}
	};
};

/** A refusal that an earlier division of the same run got; nothing was sent this time. */
export class RepeatedRefusal extends SqlFailure {
	constructor(refusal: SqlFailure) {
		super(refusal.kind, refusal.message, refusal);
		this.name = 'RepeatedRefusal';
	}
}

/** Refusals of the login whatever the database: only these count as failed passwords or are the same for every database. */
const refusals = new Set([18_456, 18_470, 18_486, 18_487, 18_488]);

const isRefusal = (failure: SqlFailure) => failure.kind === 'login' && failure.number !== undefined && refusals.has(failure.number);

// Another password is another try. Only its hash is kept, for the length of a run.
const keyOf = ({host, port, user, password}: SqlTarget) =>
	[host.toLowerCase(), port, user.toLowerCase(), createHash('sha256').update(password).digest('hex')].join('\n');
