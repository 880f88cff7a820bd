/** A field of an answer as a text; what is no text and no number is none. */
export const textOf = (value: unknown): string => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
