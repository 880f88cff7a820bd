import {keyInWordsText} from '../state/filter-keys.js';
import {wrap} from '../text/wrap.js';

/** Below an empty list: that the filter has no keys, where something in it looks like one. */
export const keyLines = (words: string, columns: number): string[] => {
	const text = keyInWordsText(words);
	return text === undefined ? [] : wrap(text, columns - 4).map(line => `  ${line}`);
};
