import test, {type ExecutionContext} from 'ava';
import {planRepair} from '../../source/access-servers/plan-repair.js';
import {testDivision} from '../../source/connection/test-division.js';
import {testDivisions} from '../../source/connection/test-divisions.js';
import type {Question} from '../../source/credentials/contract.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {openWorkspace} from '../../source/workspace/open-workspace.js';
import {
	findingsOf,
	passwords,
	startEnvironment,
	stepOf,
} from './environment.js';

const environment = await startEnvironment();
test.after.always(async () => {
	await environment.stop();
});

const names = ['110', '111', '112', '113', '114', '115'];
const elsewhere = new Set(['113', '114']);
const divisionsOf = async (codes: readonly string[]) =>
	Promise.all(codes.map(async code => environment.addDivision(code, elsewhere.has(code) ? {BackOfficeServerPath: 'SYNERGYSQL'} : {})));

/** A workspace that keeps the operator's password only, and a person who gives these answers in turn. */
const attended = async (t: ExecutionContext, answers: ReadonlyArray<string | undefined>, {name = t.title.replaceAll(/[^a-z]+/gv, '-').slice(0, 20), serviceUser = undefined as string | undefined} = {}) => {
	await environment.open({name, ...(serviceUser !== undefined && {serviceUser})});
	const questions: Question[] = [];
	let open = 0;
	const workspace = await openWorkspace({
		profile: name,
		async ask(question) {
			open += 1;
			t.is(open, 1, 'one question at a time');
			questions.push(question);
			await Promise.resolve();
			open -= 1;
			return answers[questions.length - 1];
		},
	});
	t.teardown(async () => workspace.close());
	workspace.credentials.remember(`${name}/operator`, passwords.Operator);
	return {workspace, name, asked: () => questions.map(question => question.name.slice(name.length + 1))};
};

test.serial('many divisions on one server: one question for that server, before the tests', async t => {
	const {workspace, asked} = await attended(t, [passwords.Baco]);
	const results = await testDivisions(workspace, await divisionsOf(['110', '111', '112', '115']));
	t.true(results.every(result => stepOf(result, 'LOGIN').status === 'pass'));
	t.deepEqual(asked(), ['baco@GLOBESQL01']);
	await testDivisions(workspace, await divisionsOf(['110']));
	t.is(asked().length, 1, 'it is kept for the life of the process');
});

test.serial('several servers without a password: one question for all of them', async t => {
	const {workspace, asked} = await attended(t, [passwords.Baco]);
	const results = await testDivisions(workspace, await divisionsOf(names));
	t.deepEqual(asked(), ['baco']);
	t.true(results.every(result => !findingsOf(result, 'LOGIN').includes('LOG-9 fail')));
});

test.serial('a dismissed question is not put again in the same run, but in the next one', async t => {
	const {workspace, asked} = await attended(t, [undefined, passwords.Baco]);
	const results = await testDivisions(workspace, await divisionsOf(['110', '111', '112']));
	t.true(results.every(result => findingsOf(result, 'LOGIN').includes('LOG-9 fail')));
	t.is(asked().length, 1);
	const [division] = await divisionsOf(['110']);
	t.is(stepOf(await testDivision(workspace, division!), 'LOGIN').status, 'pass');
	t.is(asked().length, 2);
});

test.serial('a mistyped password is sent once, and asked again in the next run', async t => {
	const {workspace, asked} = await attended(t, ['Wrong-pass-5', passwords.Baco]);
	const [division] = await divisionsOf(['110']);
	t.deepEqual(findingsOf(await testDivision(workspace, division!), 'LOGIN'), ['LOG-1 fail']);
	t.is(stepOf(await testDivision(workspace, division!), 'LOGIN').status, 'pass');
	t.is(asked().length, 2);
});

test.serial('the Windows account is asked for once, when the profile has one', async t => {
	const {workspace, asked} = await attended(t, [passwords.Baco, undefined], {serviceUser: String.raw`DELTABIKE\svc`});
	const [division] = await divisionsOf(['110']);
	await testDivision(workspace, division!);
	await testDivision(workspace, division!);
	t.deepEqual(asked(), ['baco@GLOBESQL01', 'service']);
});

test.serial('a repair asks likewise', async t => {
	const {workspace, asked} = await attended(t, [passwords.Baco]);
	const [division] = await divisionsOf(['110']);
	const plan = await planRepair(workspace, division!, {rowId: 1, value: 'GLOBESQL01'});
	t.is(plan.before, 'BIKEAPP01');
	t.deepEqual(asked(), ['baco@GLOBESQL01']);
});

test.serial('where nobody is there, nothing is asked and the finding says what to do', async t => {
	await environment.open({name: 'batch'});
	const workspace = await openWorkspace({profile: 'batch'});
	t.teardown(async () => workspace.close());
	workspace.credentials.remember('batch/operator', passwords.Operator);
	const [division] = await divisionsOf(['110']);
	const result = await testDivision(workspace, division!);
	t.deepEqual(findingsOf(result, 'LOGIN'), ['LOG-9 fail']);
	t.regex(stepOf(result, 'LOGIN').findings[0]!.fix, /baco credential set 'batch\/baco@GLOBESQL01'/v);
});

test.serial('a cancel while the question is open ends the run at once', async t => {
	await environment.open({name: 'silent'});
	const controller = new AbortController();
	const workspace = await openWorkspace({
		profile: 'silent',
		async ask() {
			controller.abort();
			return new Promise(() => {
				// The person does not answer.
			});
		},
	});
	t.teardown(async () => workspace.close());
	workspace.credentials.remember('silent/operator', passwords.Operator);
	const [division] = await divisionsOf(['110']);
	const error = await t.throwsAsync(testDivision(workspace, division!, {signal: controller.signal}), {instanceOf: BacoError});
	t.is(error.id, 'CANCELLED');
});
