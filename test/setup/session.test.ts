import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {openSession, type SetupSession} from '../../source/setup/session.js';
import {temporaryHome} from '../home.js';
import {openSetupHome, type SetupHome} from './setup-home.js';

// Forward and back through the questions, against a sample environment.
let home: SetupHome;
test.before(async () => {
	home = await openSetupHome();
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

const toPassword = () => ['acme', home.addresses, 'BIKESQL01', home.caFile, 'BikeSupport'];

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
