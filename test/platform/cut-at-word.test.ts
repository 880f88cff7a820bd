import test from 'ava';
import {cutAtWord} from '../../source/platform/cut-at-word.js';

const cases = [
	['short', 'short'],
	['exactly ten', 'exactly…'],
	['ten letter', 'ten letter'],
	['two words, more', 'two words…'],
	['two   words', 'two…'],
	['incomprehensible', 'incompreh…'],
	['12345678\u{1F6B2}0123', '12345678…'],
	['trailing    ', 'trailing'],
] as const;

for (const [text, expected] of cases) {
	test(`${JSON.stringify(text)} in ten characters`, t => {
		t.is(cutAtWord(text, 10), expected);
	});
}
