import test from 'ava';
import {readLastResults} from '../../source/connection/last-results.js';
import {testDivision} from '../../source/connection/test-division.js';
import {testDivisions} from '../../source/connection/test-divisions.js';
import type {StepId, TestEvent} from '../../source/connection/contract.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {
	findingsOf,
	passwords,
	startEnvironment,
	stepOf,
} from './environment.js';

const lines: string[] = [];
const environment = await startEnvironment({
	onLog(line) {
		lines.push(line);
	},
});
test.after.always(async () => {
	await environment.stop();
});

test.serial('a healthy connection passes every SQL step, with the evidence of each', async t => {
	const division = await environment.addDivision('100');
	const events: TestEvent[] = [];
	const result = await testDivision(environment.workspace, division, {
		onEvent(event) {
			events.push(event);
		},
	});
	for (const id of ['CFG', 'WHO', 'DNS', 'TCP', 'TLS', 'LOGIN', 'DB', 'BACO', 'BAS', 'USER'] as const) {
		t.is(stepOf(result, id).status, 'pass', `step ${id}`);
	}

	t.is(stepOf(result, 'SSRP').status, 'skipped');
	t.like(stepOf(result, 'DB').evidence, {state: 'online', server: 'GLOBESQL01', divisionRow: true});
	t.like(stepOf(result, 'TLS').evidence, {protocol: 'TLSv1.2', verified: true});
	t.is(events.filter(({type}) => type === 'step-ended').length, 13);
	t.is(events.at(-1)!.type, 'test-ended');
	const last = await readLastResults(environment.workspace.profile.name);
	t.is(last.get('100')?.failedStep, 'SVC');
});

test.serial('many divisions: the order is kept, one broken division stops nothing, all events come', async t => {
	const divisions = [];
	for (let code = 110; code < 140; code++) {
		// eslint-disable-next-line no-await-in-loop -- One server makes the rows.
		divisions.push(await environment.addDivision(String(code), code === 120 ? {BackOfficeServerPath: 'nosuchhost.invalid'} : {}));
	}

	const ended: string[] = [];
	const results = await testDivisions(environment.workspace, divisions, {
		concurrency: 8,
		onEvent(event) {
			if (event.type === 'test-ended') {
				ended.push(event.result.division);
			}
		},
	});
	t.deepEqual(results.map(({division}) => division), divisions.map(({code}) => code));
	t.deepEqual(ended.toSorted(), divisions.map(({code}) => code));
	t.deepEqual(findingsOf(results[10]!, 'DNS'), ['DNS-1 fail']);
	t.is(stepOf(results[11]!, 'LOGIN').status, 'pass');
});

test.serial('a wrong password is sent once to a server, however many divisions are tested', async t => {
	const workspace = await environment.open({});
	workspace.credentials.remember(`${workspace.profile.name}/baco`, 'Wrong-pass-5');
	const divisions = await Promise.all(['110', '111', '112', '113', '114', '115'].map(async code => environment.addDivision(code)));
	lines.length = 0;
	const results = await testDivisions(workspace, divisions);
	t.true(results.every(result => findingsOf(result, 'LOGIN')[0] === 'LOG-1 fail'));
	t.is(results.filter(result => stepOf(result, 'LOGIN').findings[0]!.evidence.notSent !== undefined).length, 5);
	t.is(lines.filter(line => line.includes('Login failed for user \'Baco\'')).length, 1);
	t.false(JSON.stringify(results).includes('Wrong-pass-5') || JSON.stringify(results).includes(passwords.Operator));
});

test.serial('a cancel ends all of them', async t => {
	const divisions = await Promise.all(['110', '111', '112'].map(async code => environment.addDivision(code)));
	const controller = new AbortController();
	const error = await t.throwsAsync(testDivisions(environment.workspace, divisions, {
		signal: controller.signal,
		onEvent() {
			controller.abort();
		},
	}), {instanceOf: BacoError});
	t.is(error.id, 'CANCELLED');
	t.is(error.exitCode, 8);
});

test.serial('no connection is left open after the tests', async t => {
	const own = environment.server.sessionCount;
	await testDivisions(environment.workspace, await Promise.all(['110', '111'].map(async code => environment.addDivision(code))));
	t.true(environment.server.sessionCount <= own);
});

test.serial('when Synergy cannot be reached the settings of the list are tested, and that is said; nothing is remembered when they are empty', async t => {
	const division = await environment.addDivision('100');
	const away = await environment.open({name: 'synergy-away', addresses: {SYNERGYSQL: '127.0.0.1:1'}});
	const result = await testDivision(away, division);
	t.deepEqual(['CFG', 'WHO', 'LOGIN', 'DB', 'BAS'].map(id => stepOf(result, id as StepId).status), ['skipped', 'skipped', 'pass', 'pass', 'skipped']);
	t.regex(stepOf(result, 'CFG').summary, /Not run: The Synergy server of profile synergy-away cannot be reached: SYNERGYSQL refuses connections on port 1433\./v);
	t.deepEqual(findingsOf(result, 'CFG'), ['SYN-1 info']);
	t.not(result.verdict, 'pass');
	const untested = await testDivision(away, {
		...division, code: '199', serverPath: '', databaseName: '', webService: '',
	});
	t.true(untested.steps.every(({status}) => status === 'skipped'));
	const last = await readLastResults('synergy-away');
	t.true(last.has('100'));
	t.not(last.get('100')!.failedStep, 'CFG');
	t.false(last.has('199'));
});
