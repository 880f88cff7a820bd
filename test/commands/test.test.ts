import {readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {stepIds, type TestResult} from '../../source/connection/contract.js';
import {passwords} from '../connection/environment.js';
import {startConnectionHome} from './connection-home.js';

const {environment, home, run} = await startConnectionHome();
await environment.addDivision('100');
await environment.addDivision('102', {
	BackOfficeEnabled: 0, BackOfficeServerPath: '', BackOfficeDBName: '', BackOfficeWebService: '',
});
test.after.always(async () => {
	await environment.stop();
});

const resultsOf = (stdout: string) => (JSON.parse(stdout) as {results: TestResult[]}).results;

test.serial('one division: every step with status, evidence, cause and fix; exit 1 when one failed', async t => {
	const {stdout, exitCode, stderr} = await run(['test', '100']);
	t.is(exitCode, 1, `stderr: ${stderr}`);
	t.is(stderr, '', 'no progress without a terminal');
	t.regex(stdout, /^100 Division 100: FAIL/v);
	t.regex(stdout, /pass\s+LOGIN Baco is logged in to 100 on GLOBESQL01/v);
	t.regex(stdout, /BAS-UNKNOWN \(warn\).+\n\s+Why: .+\n\s+Fix: .+\n\s+Seen: machineName DELTASQL2016/v);
	t.regex(stdout, /SVC-1 \(fail\)/v);
});

test.serial('JSON has the public contract, in the order of the divisions', async t => {
	const {stdout, exitCode} = await run(['test', '102', '100', '--json']);
	t.is(exitCode, 1);
	const results = resultsOf(stdout);
	t.deepEqual(results.map(({division}) => division), ['102', '100']);
	for (const {steps, verdict} of results) {
		t.deepEqual(steps.map(({id}) => id), [...stepIds]);
		t.true(['pass', 'warn', 'fail'].includes(verdict));
		for (const finding of steps.flatMap(({findings}) => findings)) {
			t.deepEqual(Object.keys(finding), ['id', 'severity', 'summary', 'cause', 'fix', 'evidence', 'repair']);
		}
	}
});

test.serial('a warning is exit 0', async t => {
	const {stdout, exitCode} = await run(['test', '102', '--json']);
	t.is(resultsOf(stdout)[0]!.verdict, 'warn');
	t.is(exitCode, 0);
});

test.serial('--all with a report: everything seen, no secret', async t => {
	const file = path.join(home, 'ticket.md');
	const {stdout, exitCode} = await run(['test', '--all', '--concurrency', '2', '--report', file]);
	t.is(exitCode, 1);
	t.regex(stdout, /2 tested: 0 pass, 1 warn, 1 fail/v);
	t.true(stdout.includes(`Report: ${file}`));
	const report = await readFile(file, 'utf8');
	t.regex(report, /\| 100 \| Division 100 \| fail \|/v);
	for (const secret of Object.values(passwords)) {
		t.false(report.includes(secret) || stdout.includes(secret));
	}

	const {stdout: list} = await run(['divisions', '--json']);
	t.regex(list, /"lastTest":\{"verdict":"fail"/v);
});

const usage: ReadonlyArray<[string[], RegExp]> = [
	[['test'], /needs a division, or --all/v],
	[['test', '--all', '100'], /not both/v],
	[['test', '777'], /no division 777/v],
	[['test', '100', '--concurrency', '0'], /1 to 100/v],
	[['test', '100', '--nonsense'], /nonsense/v],
];
for (const [words, message] of usage) {
	test.serial(`${words.join(' ')} is exit 2`, async t => {
		const {exitCode, stderr} = await run(words);
		t.is(exitCode, 2);
		t.regex(stderr, message);
	});
}
