import {show} from '../../problems/show.js';

/** A value of the evidence as one text. */
export const showValue = (value: unknown): string => {
	if (value === true || value === false) {
		return value ? 'yes' : 'no';
	}

	if (value instanceof Date) {
		return value.toISOString();
	}

	if (Array.isArray(value) && value.every(item => typeof item !== 'object' || item === null)) {
		return value.length === 0 ? '(none)' : value.map(item => show(item)).join(', ');
	}

	return value === '' ? '(empty)' : show(value);
};
