import test from 'ava';
import {testDivision, verdictOf} from '../../source/connection/test-division.js';
import type {StepId} from '../../source/connection/contract.js';
import {
	findingsOf,
	globeScript,
	startEnvironment,
	stepOf,
	textsWithGaps,
} from './environment.js';
import {startLine} from './line.js';

for (const [id, verdict] of [['WHO', 'the operator'], ['BAS', 'the rows']] as const satisfies ReadonlyArray<readonly [StepId, string]>) {
	test.serial(`Synergy that is lost when ${id} begins says nothing about ${verdict}: skipped, with server, port, database and login`, async t => {
		const environment = await startEnvironment({databases: [{name: '100', script: globeScript('100')}]});
		const line = await startLine(environment.server.port);
		t.teardown(async () => {
			line.stop();
			await environment.stop();
		});
		const division = await environment.addDivision('100');
		const workspace = await environment.open({addresses: {SYNERGYSQL: `127.0.0.1:${line.port}`}});
		await workspace.synergy();
		const result = await testDivision(workspace, division, {
			onEvent(event) {
				if (event.type === 'step-started' && event.id === id) {
					line.cutAfter(1, false);
				}
			},
		});
		const step = stepOf(result, id);
		t.is(step.status, 'skipped');
		t.regex(step.summary, /^Not run: The Synergy server of profile p1 cannot be reached: The connection to SYNERGYSQL, port 1433, was lost \(\w+\)\. It is reached at 127\.0\.0\.1:\d+, as the addresses of the profile say\./v);
		t.deepEqual(findingsOf(result, id), ['SYN-1 info']);
		t.like(step.findings[0]!.evidence, {
			server: 'SYNERGYSQL', port: 1433, database: 'Synergy', login: 'Operator', reachedAt: `127.0.0.1:${line.port}`,
		});
		t.regex(step.findings[0]!.fix, /baco profile show p1.*--add-address SYNERGYSQL:1433=/v);
		t.deepEqual(textsWithGaps(result), []);
		t.is(verdictOf(result.steps.filter(({id: other}) => other !== 'SVC')), 'warn');
	});
}
