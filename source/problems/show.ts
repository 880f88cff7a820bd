/** The text of a fact as a person reads it in a message: an unknown one is `?`, never an empty gap. */
export const show = (fact: unknown): string => {
	if (fact === undefined || fact === null) {
		return '?';
	}

	const text = fact as string | number | boolean | bigint | object;
	return typeof text === 'object' ? JSON.stringify(fact) : String(fact);
};
