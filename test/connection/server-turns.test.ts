import test from 'ava';
import {serverTurns} from '../../source/connection/server-turns.js';
import {BacoError} from '../../source/problems/baco-error.js';

const {signal} = new AbortController();

test('few are at one server at a time, in the order they came; another server has its own turns', async t => {
	const turns = serverTurns(2);
	let running = 0;
	let most = 0;
	const order: number[] = [];
	await Promise.all(Array.from({length: 10}, async (_, index) => {
		const end = await turns('a:1433', signal);
		running += 1;
		most = Math.max(most, running);
		order.push(index);
		await turns(`b:${index}`, signal);
		await Promise.resolve();
		running -= 1;
		end();
	}));
	t.is(most, 2);
	t.deepEqual(order, order.toSorted((one, other) => one - other));
});

test('who is cancelled while waiting leaves the line, and its turn goes to the next', async t => {
	const turns = serverTurns(1);
	const end = await turns('a', signal);
	const controller = new AbortController();
	const cancelled = turns('a', controller.signal);
	const next = turns('a', signal);
	controller.abort();
	const error = await t.throwsAsync(cancelled, {instanceOf: BacoError});
	t.is(error.id, 'CANCELLED');
	end();
	const endNext = await next;
	endNext();
	await turns('a', signal);
	await t.throwsAsync(turns('a', AbortSignal.abort()), {instanceOf: BacoError});
});
