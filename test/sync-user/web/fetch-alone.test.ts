import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import test from 'ava';
import {ClientSecretPost as secretInBody, refreshTokenGrant} from 'openid-client';
import {knownServer} from '../../../source/sync-user/oauth/configure.js';
import {exchange} from '../../../source/sync-user/web/read-json.js';

const listen = async (server: Server): Promise<string> => {
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A server that closes a connection as soon as a second request comes over it, as one whose patience with an idle connection just ended. */
const impatient = (connections: Set<unknown>) => createServer((request, response) => {
	if (connections.has(request.socket)) {
		request.socket.destroy();
		return;
	}

	connections.add(request.socket);
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify({access_token: 'of-the-test', token_type: 'bearer', expires_in: 600}));
});

test('no request, of the interface or for tokens, goes over a connection that another one left', async t => {
	const connections = new Set();
	const server = impatient(connections);
	const url = await listen(server);
	t.teardown(() => server.close());
	const {signal} = new AbortController();
	const tokens = knownServer({issuer: url, token_endpoint: `${url}/token`}, {
		url, clientId: 'client', clientSecret: 'of-the-client',
	}, secretInBody('of-the-client'));
	for (let round = 0; round < 3; round++) {
		// eslint-disable-next-line no-await-in-loop -- each one after the answer to the one before
		const {status} = await exchange({url: `${url}/me`, signal});
		t.is(status, 200);
		// eslint-disable-next-line no-await-in-loop -- each one after the answer to the one before
		await t.notThrowsAsync(refreshTokenGrant(tokens, 'of-the-test'));
	}

	t.is(connections.size, 6);
});
