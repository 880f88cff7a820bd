import {once} from 'node:events';
import net, {type AddressInfo, type Socket} from 'node:net';
import test, {type ExecutionContext} from 'ava';
import {liveSetup} from '../../source/console/setup-services.js';
import type {Profiles} from '../../source/console/services.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {readDraft, writeDraft} from '../../source/setup/draft.js';
import {temporaryHome} from '../home.js';
import {openScreen} from './screen.js';

// What a set-up meets on its way that is not a right answer.
const profiles: Profiles = {
	list: async () => [],
	current: async () => undefined,
	async open() {
		throw new BacoError('PROFILE-NONE');
	},
};

const open = (options: {readonly isSetup?: boolean; readonly columns?: number; readonly rows?: number} = {}) => openScreen({profiles, setup: liveSetup(), ...options});

/** A server that takes connections and never says a word. */
const openSilentServer = async (t: ExecutionContext): Promise<number> => {
	const sockets = new Set<Socket>();
	const server = net.createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => undefined);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		for (const socket of sockets) {
			socket.destroy();
		}

		server.close();
	});
	return (server.address() as AddressInfo).port;
};

test.serial('without a profile it is offered, and Enter begins it', async t => {
	await temporaryHome(t);
	const screen = open();
	await screen.shows('Enter begins the first-time set-up.');
	t.true(screen.screen().some(line => line.startsWith(' Enter set up ')));
	screen.press('\r');
	const text = await screen.showsText('question 1 of 17');
	t.regex(text, /Name of the profile[\s\S]+Enter alone takes production\./v);
	screen.press('a b\r');
	await screen.shows('✗ SETUP-ANSWER');
	screen.press('acme');
	await screen.shows(/› acme\s*$/mv);
	screen.press('/\r');
	await screen.shows('✗ SETUP-ANSWER');
	screen.press('\u{7F}');
	await screen.shows(/› acme\s*$/mv);
	screen.press('\u{1B}');
	await screen.shows('This is the first question. Ctrl-C leaves');
	screen.press('\u{3}');
	t.is(await screen.exit, 130);
});

for (const [columns, rows] of [[40, 10], [60, 20], [80, 24], [200, 50]] as const) {
	test.serial(`every line fits in ${columns}x${rows}, and what does not is scrolled to`, async t => {
		await temporaryHome(t);
		const screen = open({isSetup: true, columns, rows});
		await screen.shows('question 1 of 17');
		screen.press('acme\r');
		await screen.shows('question 2 of 17');
		screen.press('\r');
		await screen.shows('question 3 of 17');
		screen.press('127.0.0.1,1\r');
		await screen.shows('TCP-1');
		for (let page = 0; page < 6 && !screen.text().includes('Configuration'); page++) {
			screen.press('\u{1B}[6~');
			await screen.quiet(); // eslint-disable-line no-await-in-loop
		}

		await screen.shows('Configuration');
		t.true(screen.screen().every(line => line.length <= columns));
		await screen.close();
	});
}

test.serial('a look that takes long is ended by Escape; the answer stays, and a wrong key says so', async t => {
	await temporaryHome(t);
	const port = await openSilentServer(t);
	const screen = open({isSetup: true});
	await screen.shows('question 1 of 17');
	screen.press('acme\r');
	await screen.shows('question 2 of 17');
	screen.press('\r');
	await screen.shows('question 3 of 17');
	screen.press(`127.0.0.1,${port}\r`);
	await screen.shows('Testing the answer.  Esc ends it.');
	screen.press('x');
	await screen.shows('x does nothing here');
	screen.press('\u{1B}');
	await screen.hides('Testing the answer');
	const text = await screen.showsText(`› 127.0.0.1,${port}`);
	t.false(text.includes('CANCELLED'), 'who ends a test knows it');
	t.is(await readDraft().then(draft => draft?.answers.server), undefined, 'what was not tested is not kept');
	await screen.close();
});

test.serial('a server that is gone when a set-up goes on: it is told, and its question comes back', async t => {
	await temporaryHome(t);
	await writeDraft({name: 'acme', addresses: '', server: '127.0.0.1,1'});
	const screen = open({isSetup: true});
	await screen.shows('A set-up of acme was left on');
	screen.press('\r');
	const text = await screen.showsText('question 3 of 17');
	t.regex(text, /› 127\.0\.0\.1,1[\s\S]+✗ TCP-1/v);
	screen.press('\u{1B}');
	await screen.shows('question 2 of 17');
	screen.press('\u{1B}');
	await screen.shows(/question 1 of 17[\s\S]+› acme/v);
	await screen.close();
});

test.serial('a text that was refused is there again when its question comes back', async t => {
	await temporaryHome(t);
	const screen = open({isSetup: true});
	await screen.shows('question 1 of 17');
	screen.press('acme\r');
	await screen.shows('question 2 of 17');
	screen.press('\r');
	await screen.shows('question 3 of 17');
	screen.press('127.0.0.1,1\r');
	await screen.shows('✗ TCP-1');
	screen.press('\u{1B}');
	await screen.shows('question 2 of 17');
	screen.press('\r');
	const text = await screen.showsText(/question 3 of 17/v);
	t.true(text.includes('› 127.0.0.1,1'));
	await screen.close();
});

test.serial('begin anew forgets what was left', async t => {
	await temporaryHome(t);
	await writeDraft({name: 'acme', addresses: ''});
	const screen = open({isSetup: true});
	await screen.shows('A set-up of acme was left on');
	screen.press('j\r');
	const text = await screen.showsText('question 1 of 17');
	t.false(text.includes('acme  '));
	t.regex(text, /Enter alone takes production/v);
	await screen.close();
});
