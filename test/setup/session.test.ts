import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
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

test.serial('a wrong password of Baco is told at the first server; the right one goes to all, and nobody is asked for others', async t => {
	await temporaryHome(t);
	const questions: string[] = [];
	const session = openSession({
		signal: AbortSignal.timeout(110_000),
		async ask({name}) {
			questions.push(name);
			return undefined;
		},
	});
	await answered(session, [...toPassword(), secret('operator'), 'Synergy', 'j.devries', 'none']);
	const first = await t.throwsAsync(session.answer('wrong'));
	t.regex(first.message, /^BIKESQL01 does not let Baco in: .*18456/v);
	t.notRegex(first.message, /HAMSQL01/v);
	const all = await t.throwsAsync(session.answer('wrong'));
	t.regex(all.message, /No Globe server lets Baco in: .*BIKESQL01: .*HAMSQL01: .*OSLSQL01/v);
	const says = await session.answer(secret('baco'));
	const at = says.indexOf('The password differs, or could not be tried, on:');
	t.deepEqual(says.slice(0, at), ['BIKESQL01: lets Baco in.']);
	t.regex(says.slice(at + 1).join('\n'), /^HAMSQL01: .*18456[\s\S]*\nOSLSQL01\.deltabike\.invalid: [\s\S]*'acme\/baco@SERVER'/v);
	await session.current();
	t.deepEqual(questions, []);
});
