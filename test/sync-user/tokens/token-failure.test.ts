import test from 'ava';
import {ResponseBodyError} from 'openid-client';
import {tokenFailure} from '../../../source/sync-user/tokens/token-failure.js';

const refusal = (error: string) => new ResponseBodyError('refused', {cause: {error}, response: new Response('', {status: 400})});

test('a device code that the server has forgotten is not taken for a person who refused', t => {
	const idOf = (error: string) => tokenFailure(refusal(error), {host: 'login.example', grant: 'device'}).id;
	t.is(idOf('invalid_grant'), 'SYNC-DEVICE-CODE');
	t.is(idOf('access_denied'), 'SYNC-DENIED');
	t.is(idOf('expired_token'), 'SYNC-DEVICE-LATE');
});
