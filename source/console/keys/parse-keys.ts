import type {Key} from './key.js';
import {keyOfSequence} from './sequences.js';

const escape = '\u{1B}';
const pasteStart = `${escape}[200~`;
const pasteEnd = `${escape}[201~`;
// A reply of the terminal (OSC, DCS, APC, PM) that never ends must not swallow the keyboard.
const longestReply = 512;

export type Parsed = {
	readonly keys: readonly Key[];
	/** The start of something that is not complete yet. */
	readonly rest: string;
};

/**
Splits what was typed into keys. Nothing depends on where the line cut the bytes: characters are taken one code point at a time, and an
incomplete sequence is handed back as `rest`, to be prefixed to what comes next.

`final` says that nothing more will come in time: an unfinished sequence is then a press of Escape.
*/
export const parseKeys = (input: string, final = false): Parsed => {
	const keys: Key[] = [];
	let index = 0;
	while (index < input.length) {
		const token = input[index] === escape ? escapeToken(input.slice(index), final) : plainToken(input, index);
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

function escapeToken(input: string, final: boolean): Token | 'incomplete' {
	if (input.startsWith(pasteStart)) {
		return pasteToken(input, final);
	}

	if (input.startsWith(escape + escape)) {
		return escapeTwice(input, final);
	}

	const kind = input[1];
	if (kind === undefined) {
		return final ? {key: pressEscape, length: 1} : 'incomplete';
	}

	if (kind === '[' || kind === 'O') {
		return sequenceToken(input, final);
	}

	return ']P_^'.includes(kind) ? replyToken(input, final) : {key: pressEscape, length: 1};
}

/** Escape twice is Escape once, unless the second one begins a sequence or a paste of its own. */
function escapeTwice(input: string, final: boolean): Token | 'incomplete' {
	const kind = input[2];
	if (kind === undefined && !final) {
		return 'incomplete';
	}

	return {key: pressEscape, length: kind === '[' || kind === 'O' ? 1 : 2};
}

function sequenceToken(input: string, final: boolean): Token | 'incomplete' {
	const body = input.slice(1);
	const complete = /^(?:\[\[?[0-?]*[ -/]*[@-Z\\-~]|O[\d;]*[A-Za-z])/.exec(body)?.[0];
	if (complete !== undefined) {
		const name = keyOfSequence(escape + complete);
		return {key: name === undefined ? undefined : {name}, length: 1 + complete.length};
	}

	const partial = /^(?:\[\[?[0-?]*[ -/]*|O[\d;]*)/.exec(body)![0];
	if (partial.length === body.length) {
		return final ? {key: pressEscape, length: input.length} : 'incomplete';
	}

	return {key: pressEscape, length: 1 + partial.length};
}

function replyToken(input: string, final: boolean): Token | 'incomplete' {
	const end = /\u{7}|\u{1B}\\/u.exec(input);
	if (end) {
		return {key: undefined, length: end.index + end[0].length};
	}

	return final || input.length > longestReply ? {key: pressEscape, length: 1} : 'incomplete';
}

function pasteToken(input: string, final: boolean): Token | 'incomplete' {
	const end = input.indexOf(pasteEnd, pasteStart.length);
	if (end === -1) {
		return final ? {key: {name: 'paste', text: lineBreaks(input.slice(pasteStart.length))}, length: input.length} : 'incomplete';
	}

	return {key: {name: 'paste', text: lineBreaks(input.slice(pasteStart.length, end))}, length: end + pasteEnd.length};
}

function lineBreaks(text: string): string {
	return text.replaceAll(/\r\n?/g, '\n');
}
