import {isNotPermitted} from '../../sql/not-permitted.js';

/** What a query finds; undefined when the login may not read it. Rejects with any other SqlFailure. */
export const unlessHidden = async <T>(read: () => Promise<T>): Promise<T | undefined> => {
	try {
		return await read();
	} catch (error) {
		if (isNotPermitted(error)) {
			return undefined;
		}

		throw error;
	}
};
