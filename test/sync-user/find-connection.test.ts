import test from 'ava';
import type {Connection} from '../../source/sync-user/contract.js';
import {findConnection} from '../../source/sync-user/find-connection.js';

const connections = [
	{id: 'globe-100', description: 'Globe 100'},
	{id: 'globe-300', description: 'Globe 300'},
	{id: 'exact-nl', description: 'Exact (Delta Bike NL)'},
] as unknown as readonly Connection[];

test('a connection is found by its id, its description, or the beginning of one', t => {
	t.is(findConnection(connections, 'EXACT-NL').id, 'exact-nl');
	t.is(findConnection(connections, 'globe 300').id, 'globe-300');
	t.is(findConnection(connections, 'ex').id, 'exact-nl');
});

test('none and several are told apart', t => {
	t.throws(() => findConnection(connections, 'Globe'), {message: /^Several connections begin with "?Globe"?\./v});
	t.throws(() => findConnection(connections, 'xero'), {message: /^There is no connection "?xero"?\./v});
});
