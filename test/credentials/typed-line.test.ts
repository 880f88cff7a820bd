import test from 'ava';
import fc from 'fast-check';
import {readTyped, startTyped} from '../../source/credentials/typed-line.js';

const type = (...chunks: readonly string[]) => {
	let state = startTyped;
	let rest = '';
	for (const chunk of chunks) {
		({rest, ...state} = readTyped(state, chunk));
	}

	return {text: state.text, end: state.end, rest};
};

const cases: ReadonlyArray<readonly [string, string[], {text: string; end?: string; rest?: string}]> = [
	['Enter ends the line', ['geheim\r'], {text: 'geheim', end: 'entered', rest: ''}],
	['a line feed too', ['geheim\n'], {text: 'geheim', end: 'entered', rest: ''}],
	['what follows Enter is for the next question', ['one\rtwo\r'], {text: 'one', end: 'entered', rest: 'two\r'}],
	['backspace takes a character, also of two units', ['a😀\u{7F}b\b\r'], {text: 'a', end: 'entered', rest: ''}],
	['Ctrl-U clears', ['wrong\u{15}right\r'], {text: 'right', end: 'entered', rest: ''}],
	['Ctrl-C interrupts', ['abc\u{3}'], {text: 'abc', end: 'interrupted', rest: ''}],
	['Ctrl-D dismisses', ['\u{4}'], {text: '', end: 'dismissed', rest: ''}],
	['arrow and function keys leave nothing', ['a\u{1B}[A\u{1B}[1;5Cb\u{1B}OPc\r'], {text: 'abc', end: 'entered', rest: ''}],
	['a bracketed paste loses its marks and line breaks', ['\u{1B}[200~pass\r\nword\u{1B}[201~\r'], {text: 'password', end: 'entered', rest: ''}],
	['a paste in pieces', ['\u{1B}[20', '0~se', 'cret\u{1B}', '[201', '~', '\r'], {text: 'secret', end: 'entered', rest: ''}],
	['other control characters are not part of a password', ['a\tb\u{0}c\r'], {text: 'abc', end: 'entered', rest: ''}],
];

for (const [title, chunks, expected] of cases) {
	test(title, t => {
		t.like(type(...chunks), expected);
	});
}

test('any chunking of the same keys gives the same line', t => {
	const key = fc.constantFrom('a', 'Z', 'é', '😀', '\u{7F}', '\u{15}', '\u{1B}[A', '\u{1B}[200~p\rq\u{1B}[201~', '\u{1B}OQ', '\u{1B}[1;5D', '7');
	const someKeys = fc.array(key, {maxLength: 20});
	const someCuts = fc.array(fc.nat(100), {maxLength: 10});
	fc.assert(fc.property(someKeys, someCuts, (keys, cuts) => {
		const line = `${keys.join('')}\r`;
		const places = [...new Set(cuts.map(cut => cut % line.length))].toSorted((a, b) => a - b);
		const chunks = [...places, line.length].map((end, index) => line.slice(index === 0 ? 0 : places[index - 1], end));
		t.deepEqual(type(...chunks), type(line));
	}));
});
