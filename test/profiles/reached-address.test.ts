import test from 'ava';
import {reachedAddress} from '../../source/profiles/reached-address.js';

const addresses = {
	'GLOBESQL01:49172': '127.0.0.1:50001',
	globesql01: '10.1.1.1',
	TUNNEL: 'localhost:1500',
	SIX: '[::1]:1600',
};

test('the entry with the port goes first, whatever the case', t => {
	t.deepEqual(reachedAddress(addresses, 'globesql01', 49_172), {host: '127.0.0.1', port: 50_001});
	t.deepEqual(reachedAddress(addresses, 'GlobeSql01', 1433), {host: '10.1.1.1', port: 1433});
	t.deepEqual(reachedAddress(addresses, 'tunnel', 1433), {host: 'localhost', port: 1500});
	t.deepEqual(reachedAddress(addresses, 'six', 1433), {host: '::1', port: 1600});
});

test('without an entry, and without a port, a name stays', t => {
	t.deepEqual(reachedAddress(addresses, 'OTHER', 1433), {host: 'OTHER', port: 1433});
	t.deepEqual(reachedAddress(addresses, 'GLOBESQL01', undefined), {host: '10.1.1.1', port: undefined});
});
