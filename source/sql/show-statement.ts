import {Buffer} from 'node:buffer';
import {redact} from '../platform/redact.js';
import type {Parameter} from './contract.js';
import type {Composable} from './statement.js';

/** The statement with its values in place, to be read and to be run: the same effect as what is sent, on one line. Secrets are `***`. */
export const showStatement = ({fragments, parameters}: Composable): string =>
	fragments.map((fragment, index) => (index === 0 ? '' : literal(parameters[index - 1]!)) + fragment.replaceAll(/\s+/gv, ' ')).join('').trim();

/** A value as T-SQL writes it. Control characters, which a terminal or a log would change, are written by their number. */
export const literal = ({type: {name}, value, secret}: Parameter): string => {
	if (value === null || value === undefined) {
		return 'NULL';
	}

	if (secret) {
		return '\'***\'';
	}

	if (value instanceof Uint8Array) {
		return `0x${Buffer.from(value).toString('hex').toUpperCase()}`;
	}

	if (value instanceof Date) {
		return Number.isNaN(value.getTime()) ? 'NULL' : `'${dateText(value, name)}'`;
	}

	return typeof value === 'string' ? text(redact(value), name.startsWith('n')) : String(typeof value === 'bigint' ? value : Number(value));
};

const text = (value: string, isWide: boolean): string => {
	const prefix = isWide ? 'N' : '';
	const parts = value.split(/(?<control>\p{Control})/v).map((part, index) => index % 2 === 1 ? `${prefix}CHAR(${part.codePointAt(0)})` : (part === '' ? '' : `${prefix}'${part.replaceAll('\'', '\'\'')}'`)).filter(part => part !== '');
	if (parts.length === 0) {
		return `${prefix}''`;
	}

	return parts.length === 1 ? parts[0]! : `(${parts.join(' + ')})`;
};

/** In the forms that mean the same in every language of a login; datetime knows no zone and three digits. */
const dateText = (value: Date, type: string) => {
	const iso = value.toISOString();
	if (type === 'date') {
		return iso.slice(0, 10);
	}

	if (type === 'time') {
		return iso.slice(11, -1);
	}

	return type === 'datetimeoffset' ? iso : iso.slice(0, -1);
};
