/** The text of a fact as a person reads it in a message: an unknown one is `?`, never an empty gap. */
export const show = (fact: unknown): string => {
	if (fact === undefined || fact === null) {
		return '?';
	}

	if (typeof fact === 'string') {
		return fact;
	}

	return typeof fact === 'bigint' ? fact.toString() : JSON.stringify(fact);
};
