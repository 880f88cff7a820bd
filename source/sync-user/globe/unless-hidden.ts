import {SqlFailure} from '../../sql/sql-failure.js';

/** What a query finds; undefined when the login may not read it. Rejects with any other SqlFailure. */
export const unlessHidden = async <T>(read: () => Promise<T>): Promise<T | undefined> => {
	try {
		return await read();
	} catch (error) {
		if (error instanceof SqlFailure && notPermitted.has(error.number ?? 0)) {
			return undefined;
		}

		throw error;
	}
};

const notPermitted: ReadonlySet<number> = new Set([229, 230, 262, 297, 300]);
