import type {ColumnChange} from '../audit/contract.js';
import {settingFields} from './fields.js';
import {showSetting} from './show-setting.js';

/** `Type (BackOfficeType) 7; SQL user (SQLUser) (empty)`: the columns of a change by the titles of the page, with one of their values. */
export const showChanges = (changes: readonly ColumnChange[], side: 'before' | 'after'): string => changes.map(change => `${columnTitle(change.column)} ${showChange(change, side)}`).join('; ');

/** As the page calls a column of bedryf, with its own name; any other column by its name alone. */
export const columnTitle = (column: string): string => {
	const field = fieldOfColumn(column);
	return field === undefined ? column : `${field.title} (${column})`;
};

/** A value of a change before or after it, as a person reads it; `(empty)` for none. */
export const showChange = (change: ColumnChange, side: 'before' | 'after'): string => {
	const field = fieldOfColumn(change.column);
	const text = field === undefined ? String(change[side] ?? '').trimEnd() : showSetting(field.name, change[side]);
	return text === '' ? '(empty)' : text;
};

const fieldOfColumn = (column: string) => settingFields.find(field => field.column.toLowerCase() === column.toLowerCase());
