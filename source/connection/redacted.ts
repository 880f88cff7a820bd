import {redact} from '../platform/redact.js';

/** The same value with every registered secret in its texts replaced by `***`. */
export const redacted = <T>(value: T): T => redactValue(value) as T;

const redactValue = (value: unknown): unknown => {
	if (typeof value === 'string') {
		return redact(value);
	}

	if (Array.isArray(value)) {
		return value.map(item => redactValue(item));
	}

	return typeof value === 'object' && value !== null && !(value instanceof Date) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactValue(item)])) : value;
};
