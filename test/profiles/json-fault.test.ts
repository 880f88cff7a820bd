import test from 'ava';
import fc from 'fast-check';
import {jsonFault} from '../../source/profiles/json-fault.js';

const faults: ReadonlyArray<readonly [string, {line: number; column: number}]> = [
	['', {line: 1, column: 1}],
	['{"a": 1,}', {line: 1, column: 9}],
	['{"a": 1\n"b": 2}', {line: 2, column: 1}],
	['{"a": \n\t}\n}', {line: 2, column: 2}],
	['{a: 1}', {line: 1, column: 2}],
	['[1, 2', {line: 1, column: 6}],
	['"a\nb"', {line: 1, column: 3}],
	['{} x', {line: 1, column: 4}],
	['01', {line: 1, column: 2}],
	[String.raw`"\x"`, {line: 1, column: 2}],
	['tru', {line: 1, column: 1}],
];

for (const [text, place] of faults) {
	test(`finds the fault in ${JSON.stringify(text)}`, t => {
		t.deepEqual(jsonFault(text), place);
	});
}

const isJson = (text: string) => {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
};

test('agrees with the parser about every text', t => {
	const piece = fc.oneof(fc.string({maxLength: 3}), fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '"a"', '1', '-', '0.5e+1', 'null', 'true', ' ', '\n', '\\', String.raw`\u00e9`));
	const pieces = fc.array(piece, {maxLength: 12});
	fc.assert(fc.property(pieces, words => {
		t.is(jsonFault(words.join('')) === undefined, isJson(words.join('')), words.join(''));
	}), {numRuns: 2000});
});

test('finds no fault in what was written, and one in every piece of an object', t => {
	const anything = fc.jsonValue();
	fc.assert(fc.property(anything, fc.nat(), (value, cut) => {
		const text = JSON.stringify({value}, undefined, '\t');
		t.is(jsonFault(text), undefined);
		t.not(jsonFault(text.slice(0, cut % text.length)), undefined);
	}));
});
