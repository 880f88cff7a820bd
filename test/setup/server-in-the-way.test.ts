import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {startSqlServer, type SqlServer} from '../../fixtures/sql-server/start-sql-server.js';
import {BacoError, toBacoError} from '../../source/problems/baco-error.js';
import {profileOf} from '../../source/setup/answers.js';
import {fixInSetup} from '../../source/setup/fix-in-setup.js';
import {openSession, type SetupSession} from '../../source/setup/session.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';
import {synergyProblem} from '../../source/workspace/synergy-problem.js';
import {temporaryHome} from '../home.js';

// A server that takes Windows accounts only, and whose instance has a Browser on a port of its own.
let server: SqlServer;
test.before(async () => {
	process.env.BACO_KEYCHAIN = 'off';
	server = await startSqlServer({serverName: String.raw`WINSQL\EXACT`, browserPort: 0, authentication: 'windows'});
});
test.after.always(async () => {
	await server?.stop();
});

const begin = async (t: ExecutionContext, answers: readonly string[]): Promise<SetupSession> => {
	await temporaryHome(t);
	const session = openSession({signal: AbortSignal.timeout(110_000)});
	for (const answer of answers) {
		await session.current(); // eslint-disable-line no-await-in-loop -- one question after another
		await session.answer(answer); // eslint-disable-line no-await-in-loop
	}

	await session.current();
	return session;
};

const fixOf = ({id, facts, explanation: {fix}}: BacoError) => fixInSetup({id, fix, facts}, '<');
const refusalOf = async (t: ExecutionContext, work: Promise<unknown>) => toBacoError(await t.throwsAsync(work));

test.serial('the question says that a SQL login is meant; a Windows account is refused before anything is sent', async t => {
	const session = await begin(t, ['acme', `WINSQL=127.0.0.1:${server.port}`, 'WINSQL', 'unseen']);
	const open = await session.current();
	t.is(open?.question.id, 'user');
	t.regex(open!.question.explain, /SQL Server login.*Windows accounts are not offered.*mixed mode.*IsIntegratedSecurityOnly.*sysadmin/v);
	const {id, explanation: {summary}} = await refusalOf(t, session.answer(String.raw`DELTABIKE\eve`));
	t.is(id, 'SETUP-ANSWER');
	t.regex(summary, /names a Windows account.*SQL Server login/v);
});

test.serial('a server without mixed mode refuses every SQL login without a reason: mixed mode is named among the causes', async t => {
	const session = await begin(t, ['acme', `WINSQL=127.0.0.1:${server.port}`, 'WINSQL', 'unseen', 'sa']);
	const refused = await refusalOf(t, session.answer(server.saPassword));
	t.is(refused.id, 'SYN-2');
	t.regex(refused.explanation.cause, /or the server is not in mixed mode/v);
	t.regex(fixOf(refused), /^Type the password again.*Is mixed mode on\?.*IsIntegratedSecurityOnly/v);
});

for (const [number, state, seen] of [[18_456, 58, 'LOG-7'], [18_452, 1, 'LOG-2']] as const) {
	test(`a login refused with ${number} state ${state} is a matter of the mode, not of the password`, t => {
		const failure = new SqlFailure('login', 'Login failed.', {
			messages: [{
				number, state, class: 14, message: 'Login failed.', serverName: 'WINSQL', procName: '', lineNumber: 1,
			}],
		});
		const problem = synergyProblem(failure, profileOf({user: 'support'}, {host: 'WINSQL'})) as BacoError;
		t.like(problem, {id: 'SYN-2', facts: {seen}});
		t.regex(problem.explanation.cause, /mixed mode/iv);
		for (const fix of [problem.explanation.fix, fixOf(problem)]) {
			t.regex(fix, /IsIntegratedSecurityOnly.*sysadmin|sysadmin.*IsIntegratedSecurityOnly/v);
			t.notRegex(fix, /password again|credential set/v);
		}
	});
}

test('a name that does not resolve is mended in the set-up itself: there is no division yet', t => {
	const fix = fixOf(new BacoError('DNS-1', {host: 'NOSUCH', code: 'ENOTFOUND'}));
	t.regex(fix, /Type the name as this machine knows it, or the full DNS name.*< for the question before/v);
	t.notRegex(fix, /division|BacoAccessServers/v);
	t.regex(fixOf(new BacoError('DNS-1', {host: 'nosuch.invalid', code: 'ENOTFOUND', mappedFrom: 'BIKESQL01'})), /tunnel of BIKESQL01/v);
});

test.serial('an instance whose Browser is silent: its port is asked, or where the Browser is reached', async t => {
	const session = await begin(t, ['acme', `WINSQL=127.0.0.1 WINSQL:1434=127.0.0.1:1 WINSQL:${server.port}=127.0.0.1:${server.port}`]);
	const [told] = await session.answer(String.raw`WINSQL\EXACT`);
	t.regex(told!, /SQL Server Browser on WINSQL.*so the port of instance EXACT is not known/v);
	const open = await session.current();
	t.is(open?.question.id, 'browser');
	const silent = await refusalOf(t, session.answer(''));
	t.is(silent.id, 'SSRP-1');
	t.is(silent.facts.reachedAt, '127.0.0.1:1');
	t.regex(fixOf(silent), /Type the port of the instance.*ADDRESS:PORT.*< for the question before/v);
	for (const wrong of ['0', '65536', 'WINSQL', 'a:b:c', ':5', '-1']) {
		const {id} = await refusalOf(t, session.answer(wrong)); // eslint-disable-line no-await-in-loop -- one answer after another
		t.is(id, 'SETUP-ANSWER', `answer ${wrong}`);
	}

	const says = await session.answer(String(server.port));
	t.is(says[0], `WINSQL,${server.port} answers at 127.0.0.1, port ${server.port}.`);
	t.is(says.at(-1), 'The profile names the port instead of the instance.');
	t.deepEqual(session.profile().server, {host: 'WINSQL', port: server.port});
	await session.current();
	t.true(session.back());
	const back = await session.current();
	t.is(back?.fallback, String(server.port), 'back without loss');
	const [again] = await session.answer(`127.0.0.1:${server.browserPort!}`);
	t.is(again, String.raw`WINSQL\EXACT answers at 127.0.0.1, port ${server.port}.`);
	t.like(session.profile(), {server: {host: 'WINSQL', instance: 'EXACT'}, addresses: {'WINSQL:1434': `127.0.0.1:${server.browserPort!}`}});

	const inFile = new BacoError('SSRP-1', {...silent.facts, setUpFile: 'acme.json'}).explanation.fix;
	t.regex(inFile, /acme\.json.*"browser": "PORT".*"browser": "ADDRESS:PORT"/v);
});

test.serial('another server takes the port of the former one away', async t => {
	const session = await begin(t, ['acme', `WINSQL=127.0.0.1 WINSQL:1434=127.0.0.1:1 OTHER=127.0.0.1:${server.port}`, String.raw`WINSQL\EXACT`, String(server.port)]);
	t.true(session.back());
	t.true(session.back());
	await session.current();
	await session.answer('OTHER');
	const next = await session.current();
	t.is(next?.question.id, 'trust');
	t.deepEqual(session.profile().server, {host: 'OTHER'});
});

test.serial('a Browser that is reached through a tunnel answers by its entry', async t => {
	const session = await begin(t, ['acme', `WINSQL=127.0.0.1 winsql:1434=127.0.0.1:${server.browserPort!}`]);
	const [says] = await session.answer(String.raw`WINSQL\EXACT`);
	t.is(says, String.raw`WINSQL\EXACT answers at 127.0.0.1, port ${server.port}.`);
});
