import {once} from 'node:events';
import {readFile, writeFile} from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {setTimeout} from 'node:timers/promises';
import test from 'ava';
import {execa} from 'execa';
import {stepIds, type TestResult} from '../../source/connection/contract.js';
import {readLastResults} from '../../source/connection/last-results.js';
import {passwords} from '../connection/environment.js';
import {startConnectionHome} from './connection-home.js';
import {program} from './run-baco.js';

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
	t.regex(stdout, /BAS-UNKNOWN \(warn\).+\n\s+Why: .+\n\s+Fix: .+\n\s+Seen: machineName DELTASQL2016, ipAddress \(empty\), /v);
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

test.serial('a report replaces no file without --force, and one that cannot be written is refused before the test', async t => {
	const file = path.join(home, 'mine.md');
	await writeFile(file, 'my notes');
	const refused = await run(['test', '102', '--report', file]);
	t.is(refused.exitCode, 2);
	t.is(refused.stdout, '', 'nothing was tested');
	t.regex(refused.stderr, /exists already/v);
	t.is(await readFile(file, 'utf8'), 'my notes');
	const forced = await run(['test', '102', '--report', file, '--force']);
	t.is(forced.exitCode, 0, forced.stderr);
	t.regex(await readFile(file, 'utf8'), /^# Globe connection test/v);
	const lost = await run(['test', '102', '--report', path.join(home, 'nowhere', 'x.md')]);
	t.is(lost.exitCode, 3);
	t.regex(lost.stderr, /nowhere[\s\S]+folder does not exist/v);
	t.notRegex(lost.stderr, /BACO_HOME/v);
	t.is(lost.stdout, '');
});

test.serial('a cancelled run shows what was tested before', async t => {
	const silent = net.createServer();
	silent.listen(0, '127.0.0.1');
	await once(silent, 'listening');
	const {port} = silent.address() as net.AddressInfo;
	await environment.open({name: 'slow', addresses: {'SILENT:1433': `127.0.0.1:${port}`}});
	await environment.addDivision('103', {BackOfficeServerPath: 'SILENT'});
	const child = execa(process.execPath, [program, 'test', '102', '103', '--json', '--profile', 'slow'], {
		reject: false, extendEnv: false, env: {
			PATH: process.env.PATH ?? '', BACO_HOME: home, BACO_KEYCHAIN: 'off', BACO_PASSWORD_SLOW_OPERATOR: passwords.Operator, BACO_PASSWORD_SLOW_BACO: passwords.Baco,
		},
	});
	await Promise.all([once(silent, 'connection'), until(async () => {
		const last = await readLastResults('slow');
		return last.has('102');
	})]);
	child.kill('SIGINT');
	const {stdout, exitCode} = await child;
	silent.close();
	t.is(exitCode, 130);
	const {results, cancelled} = JSON.parse(stdout) as {results: TestResult[]; cancelled: boolean};
	t.deepEqual(results.map(({division}) => division), ['102']);
	t.true(cancelled);
});

const until = async (isReached: () => Promise<boolean>) => {
	// eslint-disable-next-line no-await-in-loop -- asked until it is so
	while (!await isReached()) {
		// eslint-disable-next-line no-await-in-loop -- asked until it is so
		await setTimeout(20);
	}
};

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
