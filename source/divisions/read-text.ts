/** A text column: blanks on the right are padding, and NULL is nothing. */
export const text = (value: unknown): string => typeof value === 'string' ? value.trimEnd() : '';

/** A switch that is bit in newer tables and tinyint in older ones; undefined when the column is missing or NULL. */
export const flag = (value: unknown): boolean | undefined => {
	if (typeof value === 'boolean') {
		return value;
	}

	return typeof value === 'number' ? value !== 0 : undefined;
};

/** A date column; undefined when it is missing or NULL. */
export const moment = (value: unknown): Date | undefined => value instanceof Date ? value : undefined;
