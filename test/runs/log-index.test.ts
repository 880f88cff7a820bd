import test from 'ava';
import {openLogIndex} from '../../source/runs/store/log-index.js';
import {openLogWriter} from '../../source/runs/store/write-log.js';
import {temporaryFolder} from '../home.js';

test('any part of a long log is read by its place, with a filter and by a search', async t => {
	const folder = await temporaryFolder(t);
	const log = openLogWriter(folder, {fileBytes: 300_000, files: 100});
	const write = async (from: number, to: number) => {
		for (let number = from; number <= to; number += 100) {
			// eslint-disable-next-line no-await-in-loop -- one after another is the point
			await log.write(number % 1000 === 1 ? 'err' : 'out', Array.from({length: 100}, (_, index) => `line ${number + index} `));
		}
	};

	await write(1, 20_000);
	const index = openLogIndex(folder);
	const readAll = async (): Promise<void> => {
		if (!await index.refresh()) {
			await readAll();
		}
	};

	const textsOf = async (from: number, count: number) => {
		const lines = await index.lines(from, count);
		return lines.map(({text}) => text.trim());
	};

	await readAll();
	t.is(index.length(), 20_000);
	t.deepEqual(await textsOf(0, 2), ['line 1', 'line 2']);
	t.deepEqual(await textsOf(19_998, 5), ['line 19999', 'line 20000']);
	t.deepEqual(await textsOf(12_344, 1), ['line 12345']);
	t.is(await index.find('LINE 12345 ', 0, 1), 12_344);
	t.is(await index.find('line 12345 ', 19_999, -1), 12_344);
	t.is(await index.find('line 12345 ', 12_345, 1), undefined);

	await write(20_001, 20_100);
	await readAll();
	t.is(index.length(), 20_100);
	t.deepEqual(await textsOf(20_099, 1), ['line 20100']);

	index.setFilter({text: '', onlyErrors: true});
	await readAll();
	t.is(index.length(), 2100);
	t.deepEqual(await textsOf(100, 1), ['line 1001']);
	index.setFilter({text: 'LINE 20', onlyErrors: false});
	await readAll();
	t.is(index.length(), 1 + 10 + 100 + 101);
	await log.close();
});
