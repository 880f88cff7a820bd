import {setTimeout as wait} from 'node:timers/promises';
import test from 'ava';
import {type StepResult, stepIds} from '../../source/connection/contract.js';
import {loginGate} from '../../source/connection/login-gate.js';
import {runChain} from '../../source/connection/run-chain.js';
import {steps as realSteps} from '../../source/connection/steps.js';
import type {
	Product,
	Products,
	Step,
	StepContext,
	StepOutcome,
} from '../../source/connection/step.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {finding} from '../../source/problems/finding.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';

const step = (id: Step['id'], {needs = [], makes = [], deadlineMs = 5000}: {needs?: Product[]; makes?: Product[]; deadlineMs?: number}, run: Step['run']): Step => ({
	id, needs, makes, deadlineMs, run,
});
const never = async (): Promise<StepOutcome> => {
	const {promise} = Promise.withResolvers<StepOutcome>();
	return promise;
};

const passing = (makes: Partial<Products> = {}): StepOutcome => ({summary: 'fine', makes});
const context = {logins: loginGate()} as unknown as Omit<StepContext, 'made' | 'signal'>;

const run = async (steps: readonly Step[], signal = new AbortController().signal) => {
	const events: string[] = [];
	const {results} = await runChain(steps, {
		context,
		signal,
		onStart(id) {
			events.push(`start ${id}`);
		},
		onEnd(result: StepResult) {
			events.push(`end ${result.id} ${result.status}`);
		},
	});
	return {results, events};
};

test('the chain has the 13 steps in the order of the test, and every need is made before', t => {
	t.deepEqual(realSteps.map(({id}) => id), [...stepIds]);
	const made = new Set<Product>();
	for (const {id, needs, makes} of realSteps) {
		t.true(needs.every(need => made.has(need)), id);
		for (const product of makes) {
			made.add(product);
		}
	}
});

test('what a step makes reaches the later ones, and events come in order', async t => {
	const {results, events} = await run([
		step('CFG', {makes: ['database']}, async () => passing({database: '100'})),
		step('DB', {needs: ['database']}, async ({made}) => ({summary: `saw ${made.database}`})),
	]);
	t.is(results[1]!.summary, 'saw 100');
	t.deepEqual(events, ['start CFG', 'end CFG pass', 'start DB', 'end DB pass']);
});

test('steps behind a failed one are skipped with the reason, independent ones run', async t => {
	const {results} = await run([
		step('CFG', {makes: ['sqlServer', 'webServer']}, async () => passing({webServer: {host: 'app', port: 1, secure: false}})),
		step('DNS', {needs: ['sqlServer'], makes: ['sqlHost']}, async () => passing()),
		step('TCP', {needs: ['sqlHost'], makes: ['listening']}, async () => passing()),
		step('SVC', {needs: ['webServer']}, async () => passing()),
	]);
	t.deepEqual(results.map(({status}) => status), ['pass', 'skipped', 'skipped', 'pass']);
	t.regex(results[1]!.summary, /needs the SQL server of the database path \(CFG gave none\)/v);
	t.regex(results[2]!.summary, /needs the SQL server of the database path \(CFG gave none\)/v);
});

test('a step that fails can still make things, and the worst finding decides its status', async t => {
	const {results} = await run([
		step('CFG', {makes: ['database']}, async () => ({summary: 'off', findings: [finding('CFG-7', 'warn', {}), finding('CFG-2', 'fail', {division: '100'})], makes: {database: '100'}})),
		step('DB', {needs: ['database']}, async () => ({summary: 'warned', findings: [finding('DB-5', 'info', {}), finding('DB-5', 'warn', {})]})),
		step('FID', {}, async () => ({summary: 'told', findings: [finding('FID-2', 'info', {})]})),
		step('SSRP', {}, async () => ({summary: 'not needed', isSkipped: true})),
	]);
	t.deepEqual(results.map(({status}) => status), ['fail', 'warn', 'pass', 'skipped']);
});

test('a step that throws has a finding: a catalogue row, an error number, or a bug', async t => {
	const {results} = await run([
		step('CFG', {}, async () => {
			throw new BacoError('OBJ-1', {object: 'bedryf', database: 'Synergy'});
		}),
		step('WHO', {}, async () => {
			throw new SqlFailure('request', 'failed', {
				messages: [{
					number: 1205, state: 1, class: 13, message: 'deadlock', serverName: '', procName: '', lineNumber: 1,
				}],
			});
		}),
		step('DNS', {}, async () => {
			throw new TypeError('not a function');
		}),
		step('FID', {}, async () => passing()),
	]);
	t.deepEqual(results.map(({findings}) => findings[0]?.id), ['OBJ-1', 'TMO-1', 'BUG-1', undefined]);
});

test('a step has its own deadline, whatever it does', async t => {
	const {results} = await run([
		step('TCP', {deadlineMs: 20}, async () => never()),
		step('TLS', {deadlineMs: 20}, async ({signal}) => {
			await wait(60_000, undefined, {signal});
			return passing();
		}),
		step('FID', {}, async () => passing()),
	]);
	t.deepEqual(results.map(({findings, status}) => findings[0]?.id ?? status), ['STEP-1', 'STEP-1', 'pass']);
});

test('a cancel ends the chain at once and closes the connection that was made', async t => {
	const controller = new AbortController();
	let isClosed = false;
	const connection = {
		async close() {
			isClosed = true;
		},
	};
	const error = await t.throwsAsync(run([
		step('LOGIN', {makes: ['globe']}, async () => passing({globe: {connection, login: 'Baco'} as unknown as Products['globe']})),
		step('DB', {}, async () => {
			controller.abort();
			return never();
		}),
	], controller.signal), {instanceOf: BacoError});
	t.is(error.id, 'CANCELLED');
	t.true(isClosed);
});

test('a connection made after the deadline is closed', async t => {
	const {promise: closed, resolve} = Promise.withResolvers<string>();
	const {promise: late, resolve: arrive} = Promise.withResolvers<undefined>();
	const connection = {
		async close() {
			resolve('closed');
		},
	};
	const {results} = await run([
		step('LOGIN', {makes: ['globe'], deadlineMs: 20}, async () => {
			await late;
			return passing({globe: {connection, login: 'Baco'} as unknown as Products['globe']});
		}),
	]);
	t.is(results[0]!.findings[0]?.id, 'STEP-1');
	arrive(undefined);
	t.is(await closed, 'closed');
});
