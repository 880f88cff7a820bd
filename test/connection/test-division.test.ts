import test from 'ava';
import type {TestEvent} from '../../source/connection/contract.js';
import {testDivision} from '../../source/connection/test-division.js';
import {startEnvironment, stepOf} from './environment.js';

const environment = await startEnvironment();
test.after.always(async () => environment.stop());

test('a healthy connection passes every SQL step', async t => {
	const division = await environment.addDivision('100');
	const events: TestEvent[] = [];
	const result = await testDivision(environment.workspace, division, {onEvent: event => events.push(event)});
	t.log(result.steps.map(({id, status, summary, findings}) => `${id} ${status} ${summary} ${findings.map(f => `${f.id}:${f.severity}:${JSON.stringify(f.evidence)}`).join(' ')}`).join('\n'));
	for (const id of ['CFG', 'WHO', 'DNS', 'TCP', 'TLS', 'LOGIN', 'DB', 'BACO', 'BAS', 'USER'] as const) {
		t.is(stepOf(result, id).status, 'pass', id);
	}
});
