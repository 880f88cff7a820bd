import {setImmediate as turn} from 'node:timers/promises';
import test from 'ava';
import {numbersText} from '../../../jobs/rp-excel-import/entry-numbers.js';
import {inOrder} from '../../../jobs/rp-excel-import/in-order.js';

test('works are done one after the other while the next are prepared, and no more wait than may', async t => {
	const log: string[] = [];
	await inOrder(2, async add => {
		for (const name of ['a', 'b', 'c', 'd']) {
			log.push(`prepared ${name}`);
			// eslint-disable-next-line no-await-in-loop -- what is tested
			await add(async () => {
				log.push(`began ${name}`);
				await turn();
				log.push(`ended ${name}`);
			});
		}
	});
	t.deepEqual(log.filter(line => !line.startsWith('prepared')), ['a', 'b', 'c', 'd'].flatMap(name => [`began ${name}`, `ended ${name}`]));
	t.true(log.indexOf('prepared b') < log.indexOf('ended a'), 'b is prepared while a is done');
	t.true(log.indexOf('prepared d') > log.indexOf('ended b'), 'two are not done: the third waits');
});

test('after a failure of a work none is begun, and the failure is heard of', async t => {
	const begun: string[] = [];
	await t.throwsAsync(inOrder(3, async add => {
		for (const name of ['a', 'bad', 'c', 'd', 'e', 'f']) {
			// eslint-disable-next-line no-await-in-loop -- what is tested
			await add(async () => {
				begun.push(name);
				await turn();
				if (name === 'bad') {
					throw new Error('bad');
				}
			});
		}
	}), {message: 'bad'});
	t.deepEqual(begun, ['a', 'bad']);
});

test('after a failure of what prepares them none is begun, and the one that was ends first', async t => {
	const log: string[] = [];
	await t.throwsAsync(inOrder(3, async add => {
		for (const name of ['a', 'b']) {
			// eslint-disable-next-line no-await-in-loop -- what is tested
			await add(async () => {
				log.push(`began ${name}`);
				await turn();
				log.push(`ended ${name}`);
			});
		}

		await Promise.resolve();
		throw new Error('a cell is wrong');
	}), {message: 'a cell is wrong'});
	t.deepEqual(log, ['began a', 'ended a']);
});

test('numbers of entries are told in their order, with what others took between', t => {
	t.deepEqual([[8], [8, 9, 10], [8, 9, 14], [8, 9, 14, 15, 20]].map(numbers => numbersText(numbers)), ['number 8', 'numbers 8 to 10', 'numbers 8 to 9, 14', 'numbers 8 to 9, 14 to 15, 20']);
});
