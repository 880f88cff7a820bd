import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {readDraft} from '../../source/setup/draft.js';
import {openSession, type SetupSession} from '../../source/setup/session.js';
import {temporaryHome} from '../home.js';
import {openSetupHome, type SetupHome} from './setup-home.js';

// Forward and back through the questions, against a sample environment.
let home: SetupHome;
test.before(async () => {
	home = await openSetupHome(['100', '110', '400', '530']);
	process.env.BACO_KEYCHAIN = 'off';
	process.env.BACO_SYNERGY_FOLDER = home.directory;
});
test.after.always(async () => {
	await home?.close();
});

const secret = (name: string) => home.environment.readSecret(`demo/${name}`)!;

/** Answers in the order of the questions; the next one is open then. */
const answered = async (session: SetupSession, answers: readonly string[]) => {
	for (const answer of answers) {
		await session.current(); // eslint-disable-line no-await-in-loop -- one question after another
		await session.answer(answer); // eslint-disable-line no-await-in-loop
	}

	return session.current();
};

const begin = async (t: ExecutionContext) => {
	await temporaryHome(t);
	return openSession({signal: AbortSignal.timeout(110_000)});
};

const addresses = () => Object.entries(home.environment.profile.addresses).map(([name, address]) => `${name}=${address}`).join(' ');
const toPassword = () => ['acme', addresses(), 'BIKESQL01', home.caFile, 'BikeSupport'];

test.serial('a password that was given is kept by an empty answer, and forgotten with its login', async t => {
	const session = await begin(t);
	const asked = await answered(session, toPassword());
	t.like(asked, {isKept: false, question: {id: 'password'}});
	await t.throwsAsync(session.answer(''), {message: /a password is needed; nothing was sent/v});
	await session.answer(secret('operator'));
	t.true(session.back());
	const again = await session.current();
	t.like(again, {isKept: true, question: {id: 'password'}});
	t.deepEqual(await session.answer(''), ['The server lets you in.']);
	t.like(await session.current(), {question: {id: 'database'}});

	t.true(session.back());
	t.true(session.back());
	t.like(await answered(session, ['OtherLogin']), {isKept: false, question: {id: 'password'}});
	await t.throwsAsync(session.answer(''), {message: /a password is needed; nothing was sent/v});
});

test.serial('the password of Baco is still there when its question comes back', async t => {
	const session = await begin(t);
	const asked = await answered(session, [...toPassword(), secret('operator'), 'Synergy', 'j.devries', 'none']);
	t.like(asked, {isKept: false, question: {id: 'baco'}});
	await session.answer(secret('baco'));
	await session.current();
	t.true(session.back());
	t.like(await session.current(), {isKept: true, question: {id: 'baco'}});
	const says = await session.answer('');
	t.regex(says.join('\n'), /BIKESQL01: lets Baco in/v);
	t.notRegex(says.join('\n'), /Without it/v);
});

test.serial('the password of Baco is asked for each server; Enter takes the one before, a wrong one is told at once and not sent twice', async t => {
	await temporaryHome(t);
	const questions: string[] = [];
	const session = openSession({
		signal: AbortSignal.timeout(110_000),
		async ask({name}) {
			questions.push(name);
			return undefined;
		},
	});
	const first = await answered(session, [...toPassword(), secret('operator'), 'Synergy', 'j.devries', 'none']);
	t.is(first?.question.title, 'Password of Baco on BIKESQL01 (server 1 of 3)');
	const wrong = await t.throwsAsync(session.answer('wrong'));
	t.regex(wrong.message, /^BIKESQL01 does not let Baco in: .*18456/v);
	t.notRegex(wrong.message, /HAMSQL01/v);
	t.deepEqual(await session.answer(secret('baco')), ['BIKESQL01: lets Baco in.']);

	const second = await session.current();
	t.like(second, {number: first!.number, question: {title: 'Password of Baco on HAMSQL01 (server 2 of 3)', empty: 'Enter alone takes the same as for BIKESQL01.'}});
	const same = await t.throwsAsync(session.answer(''));
	t.regex(same.message, /^HAMSQL01 does not let Baco in: .*18456/v);
	t.deepEqual(await session.answer(''), ['HAMSQL01 does not let Baco in; the tests of its divisions stop at the login.']);

	const third = await session.current();
	t.is(third?.question.title, 'Password of Baco on OSLSQL01.deltabike.invalid (server 3 of 3)');
	const [says = ''] = await session.answer('another');
	t.regex(says, /^OSLSQL01\.deltabike\.invalid: it was not tried, as the server cannot be reached\. .*does not resolve/v);
	t.like(await session.current(), {question: {id: 'macAddress'}});
	t.deepEqual(session.secretNames().filter(name => name.includes('baco')), ['acme/baco', 'acme/baco@OSLSQL01.deltabike.invalid']);

	t.true(session.back());
	t.true(session.back());
	const again = await session.current();
	t.is(again?.question.title, 'Password of Baco on HAMSQL01 (server 2 of 3)');
	t.deepEqual(questions, []);
});

test.serial('a set-up that goes on asks for the password of Baco on every server that was not asked', async t => {
	const left = await begin(t);
	t.like(await answered(left, [...toPassword(), secret('operator')]), {question: {id: 'database'}});
	const ask = async () => 'a passphrase of this test';
	const session = openSession({draft: await readDraft(), ask, signal: AbortSignal.timeout(110_000)});
	const first = await answered(session, ['yes', secret('operator'), 'Synergy', 'j.devries', 'vault']);
	t.regex(first!.question.title, /BIKESQL01 \(server 1 of/v);
	await session.answer(secret('baco'));
	const second = await session.current();
	t.regex(second!.question.title, /HAMSQL01 \(server 2 of/v);

	// Left again: the first was asked, and is not asked again.
	const again = openSession({draft: await readDraft(), ask, signal: AbortSignal.timeout(110_000)});
	const next = await answered(again, ['yes']);
	t.is(next?.question.title, second!.question.title);

	// Of another database nothing was asked yet.
	const {bacoServers} = again.answers();
	t.is(bacoServers, 'bikesql01');
	let open = await again.current();
	while (open?.question.id !== 'addresses') {
		t.true(again.back());
		open = await again.current(); // eslint-disable-line no-await-in-loop -- one question after another
	}

	await again.answer(`${addresses()} OTHER=127.0.0.1:1`);
	t.is(again.answers().bacoServers, undefined);
});

/** With one password for all; the server that refuses it goes without. */
const afterBaco = async (session: SetupSession) => {
	await answered(session, [...toPassword(), secret('operator'), 'Synergy', 'j.devries', 'none', secret('baco')]);
	await session.answer('').catch(() => undefined);
	return answered(session, ['', '']);
};

test.serial('the addresses to choose from are those of the application server, with the list they are of; another is told', async t => {
	const session = await begin(t);
	const asked = await afterBaco(session);
	t.like(asked, {question: {id: 'macAddress'}, fallback: '00-15-5D-0A-2B-01'});
	t.deepEqual(asked!.choices.map(({text}) => text), ['00-15-5D-0A-2B-01, registered for BIKEAPP01 in BacoAccessServers', 'none: the MAC addresses of BacoAccessServers are then not judged']);
	const says = await session.answer('00-15-5D-0A-2B-55');
	t.regex(says.join('\n'), /not among the addresses that were found; [\s\S]*Addresses of BIKEAPP01, as BacoAccessServers of division 100 has them\. Its own list: run getmac on BIKEAPP01/v);
});

test.serial('the password of the Windows account is tried with the entity service', async t => {
	const session = await begin(t);
	await afterBaco(session);
	await answered(session, ['', String.raw`DELTABIKE\svc-synergy`]);
	const wrong = await t.throwsAsync(session.answer('wrong'));
	t.regex(wrong.message, /The entity service at BIKEAPP01:8020 refuses DELTABIKE\\svc-synergy with this password/v);
	t.deepEqual(await session.answer(secret('service')), ['The account reads from the entity service at BIKEAPP01:8020.']);
});
