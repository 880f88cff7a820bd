import {BacoError} from '../problems/baco-error.js';
import type {StoredSettings} from './contract.js';
import {settingFields} from './fields.js';
import {showSetting} from './show-setting.js';

/** The conflict of two operators, told to the one who was slower: what the other changed, who it was and when. */
export const changedMeanwhile = (seen: StoredSettings, now: StoredSettings | undefined): BacoError => new BacoError('SET-CHANGED', {
	division: seen.code,
	changes: now === undefined ? ['the division was removed'] : whatChanged(seen, now),
	...(now !== undefined && {by: now.modified.by, at: now.modified.at}),
});

/** What another operator saved since, one text a setting; empty when nothing of it. */
export const whatChanged = (seen: StoredSettings, now: StoredSettings): string[] =>
	settingFields.filter(({name}) => seen.values[name] !== now.values[name]).map(({name, title}) => `${title} was ${quoted(showSetting(name, seen.values[name]))}, now it is ${quoted(showSetting(name, now.values[name]))}`);

/** The same for an operator who only looks: on one line, with who it was and when. */
export const meanwhileText = (seen: StoredSettings | undefined, now: StoredSettings): string | undefined => {
	const changes = seen === undefined ? [] : whatChanged(seen, now);
	const {at, by} = now.modified;
	return changes.length === 0 ? undefined : `Changed since you typed${at === undefined ? '' : `, at ${at}`}${by === undefined ? '' : ` by ${by}`}: ${changes.join('; ')}.`;
};

const quoted = (text: string) => text === '' ? '(empty)' : text;
