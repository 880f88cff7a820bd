import {EventEmitter} from 'node:events';
import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import xterm from '@xterm/headless';
import fc from 'fast-check';
import {paintChanges} from '../../source/console/terminal/paint-changes.js';
import {createTerminalOutput} from '../../source/console/terminal/terminal-output.js';
import {createVirtualScreen} from '../../source/console/terminal/virtual-screen.js';

const fakeTerminal = (isFast = () => true) => {
	const chunks: string[] = [];
	// eslint-disable-next-line unicorn/prefer-event-target -- stands for a stream of Node
	const stdout = Object.assign(new EventEmitter(), {
		columns: 20,
		rows: 5,
		write(data: string) {
			chunks.push(data);
			return isFast();
		},
	});
	return {chunks, stdout, output: createTerminalOutput(stdout as unknown as NodeJS.WriteStream)};
};

test('only the changed cells of a frame are written', t => {
	const {chunks, output} = fakeTerminal();
	output.stream.write('one two three\nfour\n');
	chunks.length = 0;
	output.stream.write('\u{1B}[2A\u{1B}[5G\u{1B}[0K2wo three\n\u{1B}[E');
	t.deepEqual(chunks, ['\u{1B}[1;5H2']);
});

test('a frame between the marks of synchronised output is one write, and an equal one none', t => {
	const {chunks, output} = fakeTerminal();
	output.stream.write('\u{1B}[?2026h');
	output.stream.write('first\n');
	output.stream.write('second\n');
	t.is(chunks.length, 0);
	output.stream.write('\u{1B}[?2026l');
	t.is(chunks.length, 1);
	output.stream.write('\u{1B}[2A\u{1B}[1G\u{1B}[0Kfirst\n\u{1B}[E');
	t.is(chunks.length, 1);
});

test('a slow line gets the newest frame, not all of them', t => {
	let isFast = false;
	const {chunks, output, stdout} = fakeTerminal(() => isFast);
	output.stream.write('0\n');
	for (const number of ['1', '2', '3']) {
		output.stream.write(`\u{1B}[1A\u{1B}[1G${number}\n`);
	}

	t.is(chunks.length, 1);
	isFast = true;
	stdout.emit('drain');
	t.deepEqual(chunks.slice(1), ['\u{1B}[1;1H3']);
});

test('modes are passed on as they are', t => {
	const {chunks, output} = fakeTerminal();
	output.stream.write('\u{1B}[?1049h\u{1B}[?25l');
	t.deepEqual(chunks, ['\u{1B}[?1049h\u{1B}[?25l']);
});

test('a list that moved by a row costs a row, not a screen', t => {
	const lines = Array.from({length: 20}, (_, index) => `row ${index} of a list that is long enough`);
	const rowsOf = (list: readonly string[]) => {
		const screen = createVirtualScreen();
		screen.write(list.join('\n'));
		return screen.rows;
	};

	const head = ['head', ''];
	const size = {columns: 60, rows: 12};
	const up = paintChanges(rowsOf([...head, ...lines.slice(0, 9), 'foot']), rowsOf([...head, ...lines.slice(1, 10), 'foot']), size);
	t.true(up.startsWith('\u{1B}[3;11r\u{1B}[1S\u{1B}[r'));
	t.true(up.length < 80, up);
	const down = paintChanges(rowsOf([...head, ...lines.slice(2, 11), 'foot']), rowsOf([...head, ...lines.slice(0, 9), 'foot']), size);
	t.true(down.startsWith('\u{1B}[3;11r\u{1B}[2T\u{1B}[r'));
});

const texts = fc.constantFrom('a', 'bc', ' ', 'é', '漢字', 'e\u{301}', '✓', '\u{1B}[7m', '\u{1B}[27m', '\u{1B}[31m', '\u{1B}[39m', '\u{1B}[1m', '\u{1B}[22m', 'hello world');
const line = fc.array(texts, {maxLength: 6}).map(parts => `\u{1B}[m${parts.join('')}`);
const free = fc.array(line, {maxLength: 5});
// Windows of one long list, so that frames often are moved ones.
const windows = fc.nat(8).map(top => Array.from({length: 6}, (_, row) => `\u{1B}[mrow ${top + row}`));
const frames = fc.array(fc.oneof(free, windows), {minLength: 1, maxLength: 6});

const look = async (emulator: xterm.Terminal, data: string): Promise<string[]> => {
	await new Promise<void>(resolve => {
		emulator.write(data, resolve);
	});
	return Array.from({length: 6}, (_, row) => {
		const cells = emulator.buffer.active.getLine(row)!;
		return Array.from({length: 40}, (_cell, column) => {
			const cell = cells.getCell(column)!;
			const text = cell.getChars();
			return [text === '' ? ' ' : text, cell.isInverse(), cell.isBold(), cell.getFgColor()].join(' ');
		}).join('|');
	});
};

test('the changes from one frame to the next give what drawing it anew gives', async t => {
	await t.notThrowsAsync(fc.assert(fc.asyncProperty(frames, async list => {
		const size = {columns: 40, rows: 6};
		const stepwise = new xterm.Terminal({cols: 40, rows: 6, allowProposedApi: true});
		let shown: ReturnType<typeof createVirtualScreen>['rows'] | undefined;
		let last = '';
		let rows: string[] = [];
		for (const frame of list) {
			const screen = createVirtualScreen();
			screen.write(frame.join('\n'));
			// eslint-disable-next-line no-await-in-loop -- frame after frame
			rows = await look(stepwise, paintChanges(shown, screen.rows, size));
			shown = screen.rows;
			last = paintChanges(undefined, screen.rows, size);
		}

		const anew = await look(new xterm.Terminal({cols: 40, rows: 6, allowProposedApi: true}), last);
		return isDeepStrictEqual(rows, anew);
	}), {numRuns: 100}));
});
