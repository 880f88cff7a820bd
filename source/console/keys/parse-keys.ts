import type {Key} from './key.js';
import {keyOfSequence} from './sequences.js';

const escape = '\u{1B}';
const pasteStart = `${escape}[200~`;
const pasteEnd = `${escape}[201~`;
// A reply of the terminal (OSC, DCS, APC, PM) that never ends must not swallow the keyboard.
const longestReply = 512;
// Parameter bytes, intermediate bytes and a final byte, as ECMA-48 has them; Linux writes `[[A` for F1.
const wholeSequence = /^(?:\[\[?[\d\u{3A}-\u{3F}]*[\u{20}-\u{2F}]*[\u{40}-\u{5A}\u{5C}-\u{7E}]|O[\d;]*[A-Za-z])/v;
const sequenceStart = /^(?:\[\[?[\d\u{3A}-\u{3F}]*[\u{20}-\u{2F}]*|O[\d;]*)/v;
// eslint-disable-next-line no-control-regex, regexp/no-control-character -- BEL, or ESC and a backslash
const replyEnd = /\u{7}|\u{1B}\\/v;

export type Parsed = {
	readonly keys: readonly Key[];
	/** The start of something that is not complete yet. */
	readonly rest: string;
};

/**
Splits what was typed into keys. Nothing depends on where the line cut the bytes: characters are taken one code point at a time, and an
incomplete sequence is handed back as `rest`, to be prefixed to what comes next.

`isFinal` says that nothing more will come in time: an unfinished sequence is then a press of Escape.
*/
export const parseKeys = (input: string, isFinal = false): Parsed => {
	const keys: Key[] = [];
	let index = 0;
	while (index < input.length) {
		const token = input[index] === escape ? escapeToken(input.slice(index), isFinal) : plainToken(input, index);
		if (token === 'incomplete') {
			return {keys, rest: input.slice(index)};
		}

		if (token.key) {
			keys.push(token.key);
		}

		index += token.length;
	}

	return {keys, rest: ''};
};

type Token = {readonly key: Key | undefined; readonly length: number};

const pressEscape: Key = {name: 'escape'};

function plainToken(input: string, index: number): Token | 'incomplete' {
	const code = input.codePointAt(index)!;
	const text = String.fromCodePoint(code);
	// Some lines send CR LF for one press of Enter.
	if (text === '\r') {
		return index + 1 === input.length ? {key: {name: 'return'}, length: 1} : {key: {name: 'return'}, length: input[index + 1] === '\n' ? 2 : 1};
	}

	return {key: keyOfCharacter(text, code), length: text.length};
}

function keyOfCharacter(text: string, code: number): Key | undefined {
	if (code === 0x0A) {
		return {name: 'return'};
	}

	if (code === 0x09) {
		return {name: 'tab'};
	}

	if (code === 0x7F || code === 0x08) {
		return {name: 'backspace'};
	}

	if (code === 0 || (code >= 0x1B && code < 0x20) || (code >= 0x80 && code < 0xA0)) {
		return undefined;
	}

	return code < 0x20 ? {name: `ctrl-${String.fromCodePoint(code + 0x60)}`} : {name: text === ' ' ? 'space' : text, text};
}

function escapeToken(input: string, isFinal: boolean): Token | 'incomplete' {
	if (input.startsWith(pasteStart)) {
		return pasteToken(input, isFinal);
	}

	if (input.startsWith(escape + escape)) {
		return escapeTwice(input, isFinal);
	}

	const kind = input[1];
	if (kind === undefined) {
		return isFinal ? {key: pressEscape, length: 1} : 'incomplete';
	}

	if (kind === '[' || kind === 'O') {
		return sequenceToken(input, isFinal);
	}

	return ']P_^'.includes(kind) ? replyToken(input, isFinal) : {key: pressEscape, length: 1};
}

/** Escape twice is Escape once, unless the second one begins a sequence or a paste of its own. */
function escapeTwice(input: string, isFinal: boolean): Token | 'incomplete' {
	const kind = input[2];
	return kind === undefined && !isFinal ? 'incomplete' : {key: pressEscape, length: kind === '[' || kind === 'O' ? 1 : 2};
}

function sequenceToken(input: string, isFinal: boolean): Token | 'incomplete' {
	const body = input.slice(1);
	const complete = wholeSequence.exec(body)?.[0];
	if (complete !== undefined) {
		const name = keyOfSequence(escape + complete);
		return {key: name === undefined ? undefined : {name}, length: 1 + complete.length};
	}

	const partial = sequenceStart.exec(body)![0];
	if (partial.length === body.length) {
		return isFinal ? {key: pressEscape, length: input.length} : 'incomplete';
	}

	return {key: pressEscape, length: 1 + partial.length};
}

function replyToken(input: string, isFinal: boolean): Token | 'incomplete' {
	const end = replyEnd.exec(input);
	if (end) {
		return {key: undefined, length: end.index + end[0].length};
	}

	return isFinal || input.length > longestReply ? {key: pressEscape, length: 1} : 'incomplete';
}

function pasteToken(input: string, isFinal: boolean): Token | 'incomplete' {
	const end = input.indexOf(pasteEnd, pasteStart.length);
	if (end === -1) {
		return isFinal ? {key: {name: 'paste', text: lineBreaks(input.slice(pasteStart.length))}, length: input.length} : 'incomplete';
	}

	return {key: {name: 'paste', text: lineBreaks(input.slice(pasteStart.length, end))}, length: end + pasteEnd.length};
}

function lineBreaks(text: string): string {
	return text.replaceAll(/\r\n?/gv, '\n');
}
