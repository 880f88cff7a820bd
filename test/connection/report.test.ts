import {
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	stat,
	writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import type {TestResult} from '../../source/connection/contract.js';
import {readLastResults, rememberResult} from '../../source/connection/last-results.js';
import {renderReport, writeReport} from '../../source/connection/report.js';
import {paths} from '../../source/platform/paths.js';
import {version} from '../../source/platform/version.js';
import {keepSecret} from '../../source/platform/redact.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {finding} from '../../source/problems/finding.js';

const folder = await mkdtemp(path.join(os.tmpdir(), 'baco-report-'));
process.env.BACO_HOME = folder;

const profile = {
	name: 'prod', server: {host: 'SYNERGYSQL', port: 1500}, database: 'Synergy', user: 'Operator', operator: 'j.devries',
};

const result = (division: string, verdict: TestResult['verdict'] = 'fail'): TestResult => ({
	division,
	name: 'Rijwielhandel | <Jansen> & Zn.',
	verdict,
	startedAt: '2026-11-22T06:00:00.000Z',
	durationMs: 1234,
	steps: [
		{
			id: 'CFG', title: 'Settings', status: 'pass', durationMs: 3, summary: 'fine', evidence: {serverPath: String.raw`GLOBESQL02\EXACT`}, findings: [],
		},
		{
			id: 'LOGIN', title: 'Login', status: verdict === 'fail' ? 'fail' : 'warn', durationMs: 8, summary: 'refused', evidence: {}, findings: [finding('LOG-1', 'fail', {login: 'Baco', server: 'S', message: 'tried with hunter2-secret'})],
		},
	],
});

test('Markdown has the verdict, every step, evidence, cause and fix, and neither secret nor markup of the data', t => {
	keepSecret('hunter2-secret');
	const text = renderReport([result('100')], {format: 'markdown', profile});
	t.regex(text, /1 tested: 0 pass, 0 warn, 1 fail/v);
	t.regex(text, /\| CFG \| pass \|/v);
	t.regex(text, /\*\*LOG-1\*\* \(fail\)/v);
	t.regex(text, /Cause: .+\n {2}- Fix: /v);
	t.regex(text, /tried with \\\*\\\*\\\*/v);
	t.false(text.includes('hunter2'));
	t.false(text.includes('<Jansen>'));
	t.true(text.includes(String.raw`Rijwielhandel \| \<Jansen\> & Zn.`));
});

test('the head says with which baco, where and as whom it was tested; an offered change has its command', t => {
	const stale = {
		...result('100'), steps: [{
			...result('100').steps[0]!, findings: [finding('BAS-STALE', 'fail', {}, {
				kind: 'access-server', division: '100', rowId: 2, column: 'MachineName', before: 'OLD`1', after: 'GLOBESQL01',
			})],
		}],
	};
	const text = renderReport([stale], {format: 'markdown', profile});
	t.true(text.includes(`\n- baco: ${version()}\n- Machine: ${os.hostname().replaceAll('_', String.raw`\_`)}\n- Synergy server: SYNERGYSQL,1500\n- Synergy database: Synergy\n- SQL login: Operator\n- Operator in Synergy: j.devries\n`), text);
	t.true(text.includes('  - Repair: `` baco access-servers repair 100 --row 2 --machine-name \'GLOBESQL01\' --expect \'OLD`1\' --profile prod ``\n'), text);
	t.like(JSON.parse(renderReport([stale], {format: 'json', profile})), {
		profile: 'prod', baco: version(), synergyServer: 'SYNERGYSQL,1500', synergyDatabase: 'Synergy', operator: 'j.devries',
	});
});

test('JSON has the results as the command gives them', t => {
	const {results} = JSON.parse(renderReport([result('100'), result('110', 'warn')], {format: 'json'})) as {results: TestResult[]};
	t.deepEqual(results.map(({division, verdict}) => [division, verdict]), [['100', 'fail'], ['110', 'warn']]);
	t.is(results[0]!.steps[1]!.findings[0]!.evidence.message, 'tried with ***');
});

test('the report is written as a whole, for this user only, in the format of its name', async t => {
	await mkdir(path.join(folder, 'reports'));
	const file = path.join(folder, 'reports', 'a.json');
	t.is(await writeReport(file, [result('100')]), file);
	t.notThrows(() => JSON.parse(renderReport([result('100')], {format: 'json'})) as unknown);
	const {mode} = await stat(file);
	t.is(mode % 0o1000, 0o600);
	t.deepEqual(await readdir(path.dirname(file)), ['a.json']);
	await writeReport(path.join(folder, 'reports', 'b.MD'), [result('100')]);
	t.regex(await readFile(path.join(folder, 'reports', 'b.MD'), 'utf8'), /^# Globe connection test/v);
});

test('a report that cannot be written says so', async t => {
	await writeFile(path.join(folder, 'file'), '');
	const error = await t.throwsAsync(writeReport(path.join(folder, 'file', 'x.md'), []), {instanceOf: BacoError});
	t.is(error.id, 'REPORT-WRITE');
	const there = await t.throwsAsync(writeReport(path.join(folder, 'file'), []), {instanceOf: BacoError});
	t.is(there.id, 'REPORT-EXISTS');
	const lost = await t.throwsAsync(writeReport(path.join(folder, 'nowhere', 'x.md'), []), {instanceOf: BacoError});
	t.is(lost.id, 'REPORT-WRITE', 'no folder is made for it');
});

test('last results are kept for each profile and division, and damage is no result', async t => {
	await rememberResult('prod', result('100'));
	await rememberResult('prod', result('A/1', 'warn'));
	await rememberResult('test', result('200'));
	await rememberResult('prod', result('100', 'warn'));
	await writeFile(path.join(paths().state, 'last-results', 'prod', '300.json'), '{"verdict":');
	const last = await readLastResults('prod');
	t.deepEqual(last.keys().toArray().toSorted(), ['100', 'A/1']);
	t.like(last.get('100'), {
		verdict: 'warn', failedStep: 'LOGIN', summary: 'refused', durationMs: 1234,
	});
	const none = await readLastResults('nobody');
	t.is(none.size, 0);
});

test('many results written at once are all there', async t => {
	await Promise.all(Array.from({length: 40}, async (_, index) => rememberResult('many', result(`${100 + index}`))));
	const many = await readLastResults('many');
	t.is(many.size, 40);
});
