import {Buffer} from 'node:buffer';
import {StringDecoder} from 'node:string_decoder';
import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import type {Key} from '../../source/console/keys/key.js';
import {
	escapeDelayMs,
	lateSequenceMs,
	readKeys,
	type Clock,
} from '../../source/console/keys/read-keys.js';
import {cutPlaces} from './cut-places.js';

/** A clock that moves when told to. */
const handClock = () => {
	let now = 0;
	let timers: Array<{readonly at: number; readonly callback: () => void}> = [];
	const clock: Clock = {
		now: () => now,
		after(delayMs, callback) {
			const timer = {at: now + delayMs, callback};
			timers.push(timer);
			return () => {
				timers = timers.filter(other => other !== timer);
			};
		},
	};
	return {
		clock,
		pass(ms: number) {
			const end = now + ms;
			const due = timers.filter(({at}) => at <= end);
			for (const timer of due) {
				now = timer.at;
				timers = timers.filter(other => other !== timer);
				timer.callback();
			}

			now = end;
		},
	};
};

const keysOf = (...chunks: ReadonlyArray<string | number>): Key[] => {
	const keys: Key[] = [];
	const {clock, pass} = handClock();
	const reader = readKeys(key => {
		keys.push(key);
	}, clock);
	for (const chunk of chunks) {
		if (typeof chunk === 'number') {
			pass(chunk);
		} else {
			reader.push(chunk);
		}
	}

	pass(10_000);
	return keys;
};

const names = (...chunks: ReadonlyArray<string | number>): string[] => keysOf(...chunks).map(({name}) => name);

const rows: ReadonlyArray<readonly [title: string, chunks: ReadonlyArray<string | number>, expected: readonly string[]]> = [
	['text and Enter glued', ['jj\r'], ['j', 'j', 'return']],
	['two Enters glued', ['\r\r'], ['return', 'return']],
	['a line feed is Enter', ['\n'], ['return']],
	['CR LF is one Enter', ['\r\n'], ['return']],
	['CR LF cut in the middle is one Enter', ['\r', '\n'], ['return']],
	['arrows and Enter glued', ['\u{1B}[B\u{1B}[B\r'], ['down', 'down', 'return']],
	['application mode arrows', ['\u{1B}OA\u{1B}OB'], ['up', 'down']],
	['an arrow with a modifier', ['\u{1B}[1;5A'], ['up']],
	['Home and End in all spellings', ['\u{1B}[H\u{1B}[F\u{1B}[1~\u{1B}[4~\u{1B}[7~\u{1B}[8~\u{1B}OH\u{1B}OF'], ['home', 'end', 'home', 'end', 'home', 'end', 'home', 'end']],
	['paging, delete and shift-tab', ['\u{1B}[5~\u{1B}[6~\u{1B}[3~\u{1B}[Z'], ['pageup', 'pagedown', 'delete', 'shift-tab']],
	['both backspaces', ['\u{7F}\u{8}'], ['backspace', 'backspace']],
	['Escape alone', ['\u{1B}', escapeDelayMs], ['escape']],
	['Escape twice is Escape', ['\u{1B}\u{1B}', escapeDelayMs], ['escape']],
	['Escape and an arrow glued', ['\u{1B}\u{1B}[A'], ['escape', 'up']],
	['Escape and a paste glued', ['\u{1B}\u{1B}[200~tq\u{1B}[201~'], ['escape', 'paste']],
	['Escape and a letter glued', ['\u{1B}j'], ['escape', 'j']],
	['a sequence in two chunks', ['\u{1B}', escapeDelayMs - 1, '[A'], ['up']],
	['a sequence in three chunks', ['\u{1B}', 20, '[', 20, 'A'], ['up']],
	['a sequence that comes too late is dropped', ['\u{1B}', escapeDelayMs + 5, '[Aj'], ['escape', 'j']],
	['the rest of a sequence that comes too late is dropped', ['\u{1B}[', escapeDelayMs + 5, 'Aj'], ['escape', 'j']],
	['a late application sequence is dropped', ['\u{1B}', escapeDelayMs + 5, 'OB'], ['escape']],
	['typing long after Escape is typing', ['\u{1B}', escapeDelayMs + lateSequenceMs + 5, '[A'], ['escape', '[', 'A']],
	['typing soon after Escape is typing', ['\u{1B}', escapeDelayMs + 5, 'jA'], ['escape', 'j', 'A']],
	['replies of the terminal are no keys', ['\u{1B}[?62;c\u{1B}[12;40R\u{1B}]11;rgb:00/00/00\u{7}\u{1B}P1$r\u{1B}\\j'], ['j']],
	['focus reports are no keys', ['\u{1B}[I\u{1B}[Oj'], ['j']],
	['mouse reports are no Enter', ['\u{1B}[<0;1;1Mj'], ['j']],
	['control letters', ['\u{3}\u{C}\u{1}'], ['ctrl-c', 'ctrl-l', 'ctrl-a']],
	['a NUL and C1 controls are nothing', ['\u{0}\u{9B}j'], ['j']],
];

for (const [title, chunks, expected] of rows) {
	test(`${title}: ${JSON.stringify(chunks)}`, t => {
		t.deepEqual(names(...chunks), expected);
	});
}

test('a paste is one key, with its line breaks', t => {
	t.deepEqual(keysOf('\u{1B}[200~one\r\ntwo\u{1B}[A\u{1B}[201~x'), [{name: 'paste', text: 'one\ntwo\u{1B}[A'}, {name: 'x', text: 'x'}]);
});

test('a paste that stops in the middle is used as far as it came', t => {
	t.deepEqual(keysOf('\u{1B}[200~one', 10_000), [{name: 'paste', text: 'one'}]);
});

const pieces = fc.constantFrom('j', 'k', 'T', '/', '\r', '\n', '\u{1B}[A', '\u{1B}[B', '\u{1B}OC', '\u{1B}[5~', '\u{1B}[1;2B', '\t', ' ', '\u{7F}', 'é', 'e\u{301}', '漢', '👩‍🔧', '\u{1B}[200~pa\r\nste\u{1B}[201~', '\u{1B}[I', '0', 'x');

const typing = fc.array(pieces, {maxLength: 30});
const cutting = fc.array(fc.nat(), {maxLength: 40});

const anyChunking = fc.property(typing, cutting, (typed, cuts) => {
	const bytes = Buffer.from(typed.join(''));
	const places = cutPlaces(bytes.length, cuts);
	// As a stream with an encoding decodes: characters that are cut in the middle are kept together.
	const decoder = new StringDecoder('utf8');
	const chunks = places.slice(1).map((place, index) => decoder.write(bytes.subarray(places[index], place)));
	return isDeepStrictEqual(keysOf(...chunks), keysOf(bytes.toString()));
});

test('any chunking of the same bytes gives the same keys', t => {
	t.notThrows(() => {
		fc.assert(anyChunking, {numRuns: 500});
	});
});
