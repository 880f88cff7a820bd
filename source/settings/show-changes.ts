import type {ColumnChange} from '../audit/contract.js';
import {settingFields} from './fields.js';
import {showSetting} from './show-setting.js';

/** `Type (BackOfficeType) 7; SQL user (SQLUser) (empty)`: the columns of a change by the titles of the page, with one of their values. */
export const showChanges = (changes: readonly ColumnChange[], side: 'before' | 'after'): string => changes.map(change => `${titleOf(change.column)} ${shown(change.column, change[side])}`).join('; ');

/** As the page calls a column of bedryf, with its own name; any other column by its name alone. */
export const titleOf = (column: string): string => {
	const field = fieldOfColumn(column);
	return field === undefined ? column : `${field.title} (${column})`;
};

const shown = (column: string, value: ColumnChange['after']) => {
	const field = fieldOfColumn(column);
	const text = field === undefined ? String(value ?? '').trimEnd() : showSetting(field.name, value);
	return text === '' ? '(empty)' : text;
};

/** A value beside its former one, `(empty)` for none. */
export const showChange = (change: ColumnChange, side: 'before' | 'after'): string => shown(change.column, change[side]);

const fieldOfColumn = (column: string) => settingFields.find(field => field.column.toLowerCase() === column.toLowerCase());
