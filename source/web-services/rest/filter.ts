import {BacoError} from '../../problems/baco-error.js';
import type {EntityValue, EntityValues} from '../contract.js';
import {entityProperties} from '../entity-properties.js';

/** A $filter of OData 2 as a test: comparisons with and, or, not and brackets, substringof, startswith and endswith. Throws SERVE-QUERY for what it does not know. */
export const parseFilter = (text: string): (values: EntityValues) => boolean => {
	const tokens = tokenize(text);
	const parsed = either(tokens, 0);
	if (tokens.length > 0) {
		throw fault(text, `${JSON.stringify(tokens[0]!.text)} is not understood there`);
	}

	return parsed;
};

type Test = (values: EntityValues) => boolean;
type Token = {readonly kind: 'text' | 'number' | 'word' | 'sign'; readonly text: string};

const form = /\s*(?:'(?<quoted>(?:[^']|'')*)'|(?<number>-?\d+)(?![\w.])|(?<word>[a-z_]\w*)|(?<sign>[\(\),]))/ivy;

/** Brackets deeper than this are no question of a person. */
const depthLimit = 20;

const tokenize = (text: string): Token[] => {
	const tokens: Token[] = [];
	form.lastIndex = 0;
	const end = text.trimEnd().length;
	while (form.lastIndex < end) {
		const at = form.lastIndex;
		const groups = form.exec(text)?.groups;
		if (groups === undefined) {
			throw fault(text, `${JSON.stringify(text.slice(at).trim().slice(0, 20))} is not understood`);
		}

		const {quoted, number, word, sign} = groups;
		if (quoted !== undefined) {
			tokens.push({kind: 'text', text: quoted.replaceAll('\'\'', '\'')});
		} else if (number === undefined) {
			tokens.push(word === undefined ? {kind: 'sign', text: sign!} : {kind: 'word', text: word});
		} else {
			tokens.push({kind: 'number', text: number});
		}
	}

	return tokens;
};

const either = (tokens: Token[], depth: number): Test => {
	const tests = [both(tokens, depth)];
	while (hasTakenWord(tokens, 'or')) {
		tests.push(both(tokens, depth));
	}

	return values => tests.some(test => test(values));
};

const both = (tokens: Token[], depth: number): Test => {
	const tests = [one(tokens, depth)];
	while (hasTakenWord(tokens, 'and')) {
		tests.push(one(tokens, depth));
	}

	return values => tests.every(test => test(values));
};

const one = (tokens: Token[], depth: number): Test => {
	if (depth > depthLimit) {
		throw fault('', 'it is nested too deeply');
	}

	if (hasTakenWord(tokens, 'not')) {
		const test = one(tokens, depth + 1);
		return values => !test(values);
	}

	if (tokens[0]?.kind === 'sign' && tokens[0].text === '(') {
		tokens.shift();
		const test = either(tokens, depth + 1);
		take(tokens, ')');
		return test;
	}

	const name = Object.keys(functions).find(known => hasTakenWord(tokens, known));
	return name === undefined ? comparison(tokens) : functions[name]!(tokens);
};

const functions: Readonly<Record<string, (tokens: Token[]) => Test>> = {
	substringof: tokens => textTest(tokens, true, (text, part) => text.includes(part)),
	startswith: tokens => textTest(tokens, false, (text, part) => text.startsWith(part)),
	endswith: tokens => textTest(tokens, false, (text, part) => text.endsWith(part)),
};

const textTest = (tokens: Token[], isPartFirst: boolean, isFound: (text: string, part: string) => boolean): Test => {
	take(tokens, '(');
	const first = isPartFirst ? literal(tokens) : property(tokens);
	take(tokens, ',');
	const second = isPartFirst ? property(tokens) : literal(tokens);
	take(tokens, ')');
	const [name, part] = isPartFirst ? [String(second), String(first)] : [String(first), String(second)];
	return values => isFound(String(values[name] ?? '').toLowerCase(), part.toLowerCase());
};

const comparison = (tokens: Token[]): Test => {
	const name = property(tokens);
	const operator = tokens.shift()?.text.toLowerCase() ?? '';
	const compare = comparisons[operator];
	if (compare === undefined) {
		throw fault(operator, 'a comparison is eq, ne, gt, ge, lt or le');
	}

	const wanted = literal(tokens);
	return values => compare(order(values[name] ?? null, wanted), values[name] ?? null, wanted);
};

const comparisons: Readonly<Record<string, (order: number | undefined, value: EntityValue, wanted: EntityValue) => boolean>> = {
	eq: (found, value, wanted) => found === 0 || value === wanted,
	ne: (found, value, wanted) => found !== 0 && value !== wanted,
	gt: found => found !== undefined && found > 0,
	ge: found => found !== undefined && found >= 0,
	lt: found => found !== undefined && found < 0,
	le: found => found !== undefined && found <= 0,
};

/** As the database compares: without regard to case and to blanks at the end. Undefined: not comparable. */
const order = (value: EntityValue, wanted: EntityValue): number | undefined => {
	if (typeof value === 'string' && typeof wanted === 'string') {
		return value.trimEnd().toLowerCase().localeCompare(wanted.trimEnd().toLowerCase(), 'en');
	}

	return typeof value === 'number' && typeof wanted === 'number' ? value - wanted : undefined;
};

const property = (tokens: Token[]): string => {
	const token = tokens.shift();
	const found = entityProperties.find(({name}) => name === token?.text);
	if (found === undefined || token?.kind !== 'word') {
		throw fault(token?.text ?? '', 'it is no property of this entity');
	}

	return found.name;
};

const literal = (tokens: Token[]): EntityValue => {
	const token = tokens.shift();
	if (token?.kind === 'text') {
		return token.text;
	}

	if (token?.kind === 'number') {
		return Number(token.text);
	}

	const words: Readonly<Record<string, EntityValue>> = {true: true, false: false, null: null};
	const value = token === undefined ? undefined : words[token.text.toLowerCase()];
	if (value === undefined) {
		throw fault(token?.text ?? '', 'a value is \'text\', a number, true, false or null');
	}

	return value;
};

const take = (tokens: Token[], sign: string) => {
	const token = tokens.shift();
	if (token?.text !== sign) {
		throw fault(token?.text ?? '', `${JSON.stringify(sign)} was expected`);
	}
};

const hasTakenWord = (tokens: Token[], word: string): boolean => {
	const isWord = tokens[0]?.kind === 'word' && tokens[0].text.toLowerCase() === word;
	if (isWord) {
		tokens.shift();
	}

	return isWord;
};

const fault = (value: string, reason: string) => new BacoError('SERVE-QUERY', {option: '$filter', value, reason});
