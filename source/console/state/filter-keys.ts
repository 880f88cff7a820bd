import {wordDistance} from '../../platform/word-distance.js';
import {clean} from '../text/width.js';

/** `job:importer` as a key and its value. A path, an address and a time have their colons too: a key is two letters at least, and no slash follows. */
export const keyAndValue = (word: string): {readonly key: string; readonly value: string} | undefined => {
	const {key, value} = /^(?<key>\p{Letter}{2,}):(?![\/\\])(?<value>.*)$/v.exec(word)?.groups ?? {};
	return key === undefined ? undefined : {key: key.toLowerCase(), value: value!};
};

/** Says of a key that a filter does not have which ones it has, the nearest one first. */
export const unknownKeyText = (key: string, keys: readonly string[]): string => {
	const nearest = keys.toSorted((one, other) => wordDistance(key, one) - wordDistance(key, other));
	return `${clean(key)}: is no key of this filter; its keys are ${nearest.map(name => `${name}:`).join(', ')}.`;
};

/** The same of a filter that knows words alone; undefined where nothing in it looks like a key. */
export const keyInWordsText = (text: string): string | undefined => {
	const key = text.split(/\s+/v).map(word => keyAndValue(word)?.key).find(one => one !== undefined);
	return key === undefined ? undefined : `${clean(key)}: is no key here: this filter has none, and looks for the text as it stands.`;
};
