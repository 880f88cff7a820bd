import {BacoError} from '../problems/baco-error.js';
import type {StoredSettings} from './contract.js';
import {settingFields} from './fields.js';
import {showSetting} from './show-setting.js';

/** The conflict of two operators, told to the one who was slower: what the other changed, who it was and when. */
export const changedMeanwhile = (seen: StoredSettings, now: StoredSettings | undefined): BacoError => {
	if (now === undefined) {
		return new BacoError('SET-CHANGED', {division: seen.code, changes: ['the division was removed']});
	}

	const changes = settingFields.filter(({name}) => seen.values[name] !== now.values[name]).map(({name, title}) => `${title} was ${quoted(showSetting(name, seen.values[name]))}, now it is ${quoted(showSetting(name, now.values[name]))}`);
	return new BacoError('SET-CHANGED', {
		division: seen.code, changes, by: now.modified.by, at: now.modified.at,
	});
};

const quoted = (text: string) => text === '' ? '(empty)' : text;
