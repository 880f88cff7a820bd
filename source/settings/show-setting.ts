import type {StoredSettings} from './contract.js';
import {fieldOf, type SettingName, type SettingValue} from './fields.js';

/** A value as a person reads it: switches as yes and no, texts without the blanks of their column, NULL as an empty text. */
export const showSetting = (name: SettingName, value: SettingValue | undefined): string => {
	if (value === undefined) {
		return '(no such column)';
	}

	return fieldOf(name).kind === 'switch' ? (isOn(value) ? 'yes' : 'no') : String(value ?? '').trimEnd();
};

/** A switch may be a bit or a number; NULL is off. */
export const isOn = (value: SettingValue | undefined): boolean => value === true || (typeof value === 'number' && value !== 0);

/** The text of a setting; empty when it is NULL or its column is missing. */
export const textOf = ({values}: Pick<StoredSettings, 'values'>, name: SettingName): string => String(values[name] ?? '').trimEnd();

/** Whether a column holds a value: what it pads with does not count, NULL is not an empty text. */
export const isStored = (now: unknown, value: SettingValue): boolean => typeof now === 'string' && typeof value === 'string' ? now.trimEnd() === value.trimEnd() : now === value;
