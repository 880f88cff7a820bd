import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {BacoError} from '../../source/problems/baco-error.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';
import {authenticator, parseBasic} from '../../source/web-services/authenticate.js';

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const {signal} = new AbortController();

const world = () => {
	let asked = 0;
	let time = 0;
	const authenticate = authenticator(async ({password}) => {
		asked++;
		if (password !== 'right') {
			throw new SqlFailure('login', 'Login failed.');
		}
	}, () => time);
	return {
		authenticate,
		asked: () => asked,
		later(ms: number) {
			time += ms;
		},
	};
};

test('a right password is proven once a minute', async t => {
	const {authenticate, asked, later} = world();
	t.deepEqual(await authenticate(basic('j.devries', 'right'), signal), {user: 'j.devries'});
	t.deepEqual(await authenticate(basic(String.raw`DELTABIKE\J.deVries`, 'right'), signal), {user: 'J.deVries'});
	t.is(asked(), 1);
	later(60_000);
	await authenticate(basic('j.devries', 'right'), signal);
	t.is(asked(), 2);
});

test('after five wrong passwords the server is not asked for a while, not even for the right one', async t => {
	const {authenticate, asked, later} = world();
	for (let turn = 0; turn < 5; turn++) {
		// eslint-disable-next-line no-await-in-loop -- one after the other
		await t.throwsAsync(authenticate(basic('j.devries', `wrong ${turn}`), signal), {instanceOf: BacoError, message: /could not be logged in/v});
	}

	const error = await t.throwsAsync<BacoError>(authenticate(basic('J.DeVries', 'right'), signal));
	t.is(error?.id, 'SERVE-BUSY');
	t.is(asked(), 5);
	t.deepEqual(await authenticate(basic('m.bakker', 'right'), signal), {user: 'm.bakker'});
	later(5 * 60_000);
	await t.notThrowsAsync(authenticate(basic('j.devries', 'right'), signal));
});

test('many wrong passwords at once are not tried all', async t => {
	const {authenticate, asked} = world();
	await Promise.allSettled(Array.from({length: 50}, async (_, index) => authenticate(basic('j.devries', String(index)), signal)));
	t.is(asked(), 5);
});

test('many requests at once with the right password are one question', async t => {
	const {authenticate, asked} = world();
	await Promise.all(Array.from({length: 50}, async () => authenticate(basic('j.devries', 'right'), signal)));
	t.is(asked(), 1);
});

test('a server that is away is no wrong password', async t => {
	let isAway = true;
	const authenticate = authenticator(async () => {
		if (isAway) {
			throw new BacoError('SYN-1');
		}
	});
	for (let turn = 0; turn < 10; turn++) {
		// eslint-disable-next-line no-await-in-loop -- one after the other
		await t.throwsAsync(authenticate(basic('j.devries', 'right'), signal), {message: new BacoError('SYN-1').message});
	}

	isAway = false;
	await t.notThrowsAsync(authenticate(basic('j.devries', 'right'), signal));
});

test('what is no Basic authentication is none', async t => {
	const {authenticate, asked} = world();
	for (const header of [undefined, '', 'Basic', 'Basic !!', 'Bearer abc', `Basic ${Buffer.from('nocolon').toString('base64')}`, `Basic ${Buffer.from(':password').toString('base64')}`, `Basic ${'A'.repeat(4000)}`]) {
		// eslint-disable-next-line no-await-in-loop -- one after the other
		const error = await t.throwsAsync<BacoError>(authenticate(header, signal));
		t.is(error?.id, 'SERVE-LOGIN');
	}

	t.is(asked(), 0);
});

test('names and passwords come out as they went in', t => {
	fc.assert(fc.property(fc.string({minLength: 1}).filter(user => !user.includes(':')), fc.string(), (user, password) => {
		t.deepEqual(parseBasic(basic(user, password)), {user, password});
	}));
});
