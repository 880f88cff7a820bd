import {parseDatabaseName, parseDatabasePath} from '../divisions/database-path.js';
import type {Columns} from '../divisions/known-columns.js';
import type {Parsed} from '../divisions/parsed.js';
import {formatServerPath, parseServerPath} from '../divisions/server-path.js';
import {formatWebServer, parseWebServer} from '../divisions/web-server.js';
import type {Column} from '../sql/columns.js';
import {fieldOf, type SettingName, type SettingValue} from './fields.js';

/** What an operator typed for a setting; the database path stands for server and database together. */
export type TypedSettings = Readonly<Partial<Record<SettingName | 'databasePath', string>>>;

export type TypedFault = {readonly field: SettingName | 'databasePath'; readonly value: string; readonly reason: string};

export type ParsedSettings = {
	readonly values: Readonly<Partial<Record<SettingName, SettingValue>>>;
	readonly faults: readonly TypedFault[];
	/** What was understood otherwise than typed. */
	readonly notes: readonly string[];
};

/** Reads what was typed into the values that the columns take. Every fault is named; an empty text clears a setting. */
export const parseTyped = (typed: TypedSettings, columns: Columns): ParsedSettings => {
	const values: Partial<Record<SettingName, SettingValue>> = {};
	const faults: TypedFault[] = [];
	const notes: string[] = [];
	for (const [field, value] of Object.entries(typed) as ReadonlyArray<[keyof TypedSettings, string]>) {
		const parsed = field === 'databasePath' ? parsePath(value, columns) : parseOne(field, value, columns);
		if ('reason' in parsed) {
			faults.push({field, value, reason: parsed.reason});
		} else {
			Object.assign(values, parsed.value);
			notes.push(...noteOf(field, value));
		}
	}

	return {values, faults, notes};
};

type Values = Partial<Record<SettingName, SettingValue>>;

const parsePath = (typed: string, columns: Columns): Parsed<Values> => {
	if (typed.trim() === '') {
		return both(parseOne('serverPath', '', columns), parseOne('databaseName', '', columns));
	}

	const path = parseDatabasePath(typed);
	return 'reason' in path ? path : both(parseOne('serverPath', formatServerPath(path.value.server), columns), parseOne('databaseName', path.value.database, columns));
};

const both = (server: Parsed<Values>, database: Parsed<Values>): Parsed<Values> => {
	if ('reason' in server) {
		return {reason: `the server part: ${server.reason}`};
	}

	return 'reason' in database ? {reason: `the database part: ${database.reason}`} : {value: {...server.value, ...database.value}};
};

const parseOne = (name: SettingName, typed: string, columns: Columns): Parsed<Values> => {
	const {column, kind} = fieldOf(name);
	const described = columns.get(column.toLowerCase());
	if (described === undefined) {
		return {reason: `this database has no column bedryf.${column}`};
	}

	const parsed = kind === 'switch' ? parseSwitch(typed, described) : (kind === 'number' ? parseNumber(typed, described) : parseText(name, typed, described));
	return 'reason' in parsed ? parsed : {value: {[name]: parsed.value}};
};

/** Older tables have a number where newer ones have a bit. */
const parseSwitch = (typed: string, {dataType}: Column): Parsed<SettingValue> => {
	const word = typed.trim().toLowerCase();
	if (['yes', 'y', 'on', 'true', '1'].includes(word)) {
		return {value: dataType === 'bit' ? true : 1};
	}

	return ['no', 'n', 'off', 'false', '0'].includes(word) ? {value: dataType === 'bit' ? false : 0} : {reason: 'it is neither yes nor no'};
};

/** The entity has two digits; what each number means is not documented. */
const parseNumber = (typed: string, {nullable}: Column): Parsed<SettingValue> => {
	const text = typed.trim();
	if (text === '') {
		return nullable ? {value: null} : {reason: 'the column takes no empty value'};
	}

	return /^\d{1,2}$/v.test(text) ? {value: Number(text)} : {reason: 'it is not a number of one or two digits'};
};

const readers: Partial<Record<SettingName, (typed: string) => Parsed<string>>> = {
	webServer: typed => formatted(parseWebServer(typed), formatWebServer),
	serverPath: typed => formatted(parseServerPath(typed), formatServerPath),
	databaseName: parseDatabaseName,
};

const formatted = <T>(parsed: Parsed<T>, format: (value: T) => string): Parsed<string> => 'reason' in parsed ? parsed : {value: format(parsed.value)};

const parseText = (name: SettingName, typed: string, column: Column): Parsed<SettingValue> => {
	const text = typed.trim();
	if (text === '') {
		return {value: column.nullable ? null : ''};
	}

	const read = /\p{Control}/v.test(text) ? {reason: 'it has a control character'} : (readers[name] ?? (one => ({value: one})))(text);
	if ('reason' in read) {
		return read;
	}

	const reason = unfit(read.value, column);
	return reason === undefined ? read : {reason};
};

/** Releases differ in the lengths, so the live column decides. */
const unfit = (value: string, {dataType, maxLength}: Column): string | undefined => {
	if (maxLength !== null && maxLength > 0 && value.length > maxLength) {
		return `it has ${value.length} characters, the column takes ${maxLength}`;
	}

	return (dataType === 'varchar' || dataType === 'char') && /[^\u{20}-\u{7E}\u{A0}-\u{FF}]/v.test(value) ? `the column is ${dataType} and cannot hold all of its characters` : undefined;
};

const noteOf = (field: keyof TypedSettings, typed: string): string[] =>
	field === 'webServer' && /^https:/iv.test(typed.trim()) ? ['Synergy stores HOST:PORT alone: that it is HTTPS is left out.'] : [];
