import test from 'ava';
import fc from 'fast-check';
import {describeKeys} from '../../source/console/describe-keys.js';
import type {BasicAction} from '../../source/console/key-binding.js';
import type {RunsAction} from '../../source/console/keymap-runs.js';
import type {SyncAction} from '../../source/console/sync-keys.js';
import {bindingsOf, keymap, type Context} from '../../source/console/keymap.js';
import {completeCommand, parseCommand} from '../../source/console/state/command-line.js';
import {initialState} from '../../source/console/state/initial-state.js';
import {moveInList, placeInList, type ListMove} from '../../source/console/state/list.js';
import {followTest, startedTest} from '../../source/console/state/live-test.js';
import {editText, oneLine, textInput} from '../../source/console/state/text-input.js';
import {graphemes} from '../../source/console/text/width.js';
import {sampleDivisions, sampleResult, sampleStep} from './sample-services.js';

const state = {...initialState({columns: 80, rows: 24}, 'delta-prod', 0), divisions: sampleDivisions(12)};

const lists = fc.record({
	index: fc.nat(50), top: fc.nat(50), length: fc.nat(60), height: fc.integer({min: 1, max: 20}), how: fc.constantFrom<ListMove>('up', 'down', 'page-up', 'page-down', 'first', 'last'),
});

test('a list keeps its cursor in the list and in the window, whatever changed under it', t => {
	fc.assert(fc.property(lists, ({index, top, length, height, how}) => {
		const after = moveInList({index, top}, how, length, height);
		t.true(after.index >= 0 && after.index <= Math.max(0, length - 1));
		t.true(after.top >= 0 && after.top <= after.index && after.index < after.top + height);
	}));
});

test('a cursor move inside the window does not scroll', t => {
	t.deepEqual(placeInList({index: 5, top: 3}, 6, 100, 10), {index: 6, top: 3});
	t.deepEqual(placeInList({index: 12, top: 3}, 13, 100, 10), {index: 13, top: 4});
});

const editing = fc.array(fc.constantFrom('a', 'é', 'e\u{301}', '漢', '👩‍🔧', 'left', 'right', 'home', 'end', 'backspace', 'delete', 'ctrl-w', 'ctrl-u'), {maxLength: 30});

test('a text input never loses its cursor and never halves a character', t => {
	fc.assert(fc.property(editing, names => {
		let input = textInput();
		for (const name of names) {
			input = editText(input, /^[a-z]{2}/v.test(name) ? {name} : {name, text: name})!;
			t.true(input.cursor >= 0 && input.cursor <= graphemes(input.value).length);
		}

		t.true(input.value.isWellFormed());
	}));
});

test('a combining mark after its letter is one character', t => {
	const letter = editText(textInput(), {name: 'e', text: 'e'})!;
	t.deepEqual(editText(letter, {name: '\u{301}', text: '\u{301}'}), {value: 'e\u{301}', cursor: 1});
});

for (const [text, expected] of [['one\ntwo\n', 'one two'], ['\r\n\r\none', 'one'], ['a\tb', 'a b'], ['a\u{1B}[31mb', 'a[31mb'], ['', '']] as const) {
	test(`a paste in one line: ${JSON.stringify(text)}`, t => {
		t.is(oneLine(text), expected);
	});
}

test('commands: whole names, beginnings, wrong ones', t => {
	t.deepEqual(parseCommand('division 001'), {name: 'division', argument: '001'});
	t.deepEqual(parseCommand('  TEST   all '), {name: 'test', argument: 'all'});
	t.deepEqual(parseCommand('q'), {name: 'quit', argument: ''});
	t.deepEqual(parseCommand('process-log'), {name: 'process-log', argument: ''});
	t.deepEqual(parseCommand('pro'), {refusal: 'pro may be process-log or profile.'});
	t.deepEqual(parseCommand('re'), {refusal: 're may be report or retry.'});
	t.deepEqual(parseCommand('division'), {refusal: 'division needs CODE.'});
	t.regex((parseCommand('rm') as {refusal: string}).refusal, /no command rm/v);
});

test('the command line never throws, and completion only ever lengthens', t => {
	fc.assert(fc.property(fc.string({unit: 'binary'}), text => {
		parseCommand(text);
		t.true(completeCommand(state, text).value.length >= text.trim().length);
	}));
	t.deepEqual(completeCommand(state, 'acc'), {value: 'access-servers ', choices: ['access-servers']});
	t.deepEqual(completeCommand(state, 'sort la'), {value: 'sort last test', choices: ['last test']});
	t.deepEqual(completeCommand(state, 'sort nothing'), {value: 'sort nothing', choices: []});
});

test('no key has two meanings in one context', t => {
	for (const context of Object.keys(keymap) as Context[]) {
		const keys = keymap[context].flatMap(binding => binding.keys);
		t.is(new Set(keys).size, keys.length, `${context} has a key twice`);
	}
});

test('nothing that matters is on the control keys that slip or that multiplexers take', t => {
	const keys = Object.values(keymap).flatMap(bindings => bindings.flatMap(binding => binding.keys));
	t.deepEqual(keys.filter(key => /^ctrl-[abdkqsz]$/v.test(key)), []);
});

test('Escape never quits', t => {
	for (const context of Object.keys(keymap) as Context[]) {
		const binding = bindingsOf(context).find(({keys}) => keys.includes('escape'));
		t.true(binding === undefined || binding.action === 'back', `Escape in ${context}`);
	}
});

type SharedAction = Extract<BasicAction, RunsAction | SyncAction>;

// A name that two tables of keys have would let one key do the other's action: then this does not compile.
const areActionsDistinct: [SharedAction] extends [never] ? true : never = true;

test('no two tables of keys have an action of one name', t => {
	t.true(areActionsDistinct);
});

test('the keymap as documentation names every key', t => {
	const text = describeKeys();
	for (const {help} of Object.values(keymap).flat()) {
		t.true(text.includes(help));
	}

	t.regex(text, /\| `Enter` `Right` `l` \| Open the division\. \|/v);
});

test('events of a test that was cancelled change nothing', t => {
	const [division] = sampleDivisions(1);
	const cancelled = {...state, tests: state.tests.set('001', {...startedTest(0), status: 'cancelled'})};
	t.is(followTest(cancelled, {type: 'step-ended', division: '001', step: sampleStep('CFG', 'pass', '001')}, 5), cancelled);
	const result = sampleResult(division!, new Set());
	t.is(followTest(cancelled, {type: 'test-ended', result}, 5), cancelled);
});
