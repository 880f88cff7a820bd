import test from 'ava';
import type {AuditRecord} from '../../source/audit/contract.js';
import type {TestResult} from '../../source/connection/contract.js';
import {startConnectionHome} from './connection-home.js';

const {environment, run} = await startConnectionHome({profile: {formerServers: ['DELTASQL2016']}});
await environment.addDivision('100');
test.after.always(async () => {
	await environment.stop();
});

type Row = {id: number; machineName: string; classes: string[]; reason: string};
const rowsOf = (stdout: string) => (JSON.parse(stdout) as {rows: Row[]}).rows;
type Changed = {audit: AuditRecord; test: TestResult};

test.serial('list shows every row with its class and reason', async t => {
	const {stdout, exitCode, stderr} = await run(['access-servers', 'list', '100']);
	t.is(exitCode, 0, `stderr: ${stderr}`);
	t.regex(stdout, /2\s+DELTASQL2016.+STALE.+former server/v);
	t.regex(stdout, /Verdict: fail\n\s+BAS-STALE/v);
	const json = await run(['access-servers', 'list', '100', '--json']);
	t.deepEqual(rowsOf(json.stdout).map(({classes}) => classes), [['OK'], ['STALE']]);
});

test.serial('repair shows before and after, and does nothing without --yes where nobody can be asked', async t => {
	const {exitCode, stderr} = await run(['access-servers', 'repair', '100', '--row', '2', '--machine-name', 'GLOBESQL01']);
	t.is(exitCode, 2);
	t.regex(stderr, /before {2}MachineName "DELTASQL2016"\n\s+after {3}MachineName "GLOBESQL01"\n\s+UPDATE dbo\.BacoAccessServers/v);
	t.regex(stderr, /--yes[\s\S]+Why: Nothing was changed: nobody said yes to it/v);
	const json = await run(['access-servers', 'repair', '100', '--row', '2', '--machine-name', 'GLOBESQL01', '--json']);
	t.is((JSON.parse(json.stderr) as {error: {id: string}}).error.id, 'USAGE-1', 'nothing but JSON');
	const {stdout} = await run(['access-servers', 'list', '100', '--json']);
	t.is(rowsOf(stdout)[1]!.machineName, 'DELTASQL2016');
});

test.serial('repair with --yes changes, records and tests again; undo takes it back', async t => {
	const repaired = await run(['access-servers', 'repair', '100', '--row', '2', '--machine-name', 'GLOBESQL01', '--yes', '--json']);
	t.is(repaired.exitCode, 0, `stderr: ${repaired.stderr}`);
	const {audit, test: result} = JSON.parse(repaired.stdout) as Changed;
	t.like(audit, {outcome: 'done', before: 'DELTASQL2016', after: 'GLOBESQL01'});
	t.is(result.steps.find(({id}) => id === 'BAS')!.status, 'pass');
	const undone = await run(['access-servers', 'undo', '100', '--yes']);
	t.is(undone.exitCode, 0, `stderr: ${undone.stderr}`);
	t.regex(undone.stdout, /row 2, MachineName is now "DELTASQL2016"/v);
	t.notRegex(undone.stdout, /Undo with/v, 'an undo cannot be undone');
	const again = await run(['access-servers', 'undo', '100', '--yes']);
	t.is(again.exitCode, 2);
	const {stdout: auditLog} = await run(['audit', '--json']);
	const {records} = JSON.parse(auditLog) as {records: AuditRecord[]};
	t.deepEqual(records.map(({action, outcome}) => `${action} ${outcome}`), ['access-server.undo done', 'access-server.repair done']);
});

test.serial('the commands that are printed name the profile; audit and console call an undone repair undone', async t => {
	const tested = await run(['test', '100']);
	t.regex(tested.stdout, /Repair: baco access-servers repair 100 --row 2 --machine-name 'GLOBESQL01' --expect 'DELTASQL2016' --profile p0\n/v);
	const repaired = await run(['access-servers', 'repair', '100', '--row', '2', '--machine-name', 'GLOBESQL01', '--yes']);
	t.regex(repaired.stdout, /Undo with: baco access-servers undo 100 --profile p0\n/v);
	const late = await run(['access-servers', 'repair', '100', '--row', '2', '--machine-name', 'OTHER', '--expect', 'DELTASQL2016', '--yes']);
	t.is(late.exitCode, 1, 'the row has another value than the one that was seen');
	t.regex(late.stderr, /MachineName was DELTASQL2016, now it is GLOBESQL01/v);
	const {exitCode} = await run(['access-servers', 'undo', '100', '--yes']);
	t.is(exitCode, 0);
	const {stdout} = await run(['audit']);
	const outcomes = stdout.split('\n').slice(1).map(line => /\b(?:undone|done)\b/v.exec(line)?.[0]);
	t.deepEqual(outcomes, ['done', 'undone', 'done', 'undone']);
	const others = await run(['audit'], {profile: 'acme'});
	t.is(others.stdout, 'No change of profile acme was made through baco on this machine. What jobs did: baco runs.');
});

test.serial('a read-only profile is exit 5', async t => {
	await environment.open({name: 'lookonly', readOnly: true});
	const {exitCode, stderr} = await run(['access-servers', 'repair', '100', '--row', '2', '--machine-name', 'GLOBESQL01', '--yes'], {profile: 'lookonly'});
	t.is(exitCode, 5);
	t.regex(stderr, /read-only/v);
});

const usage: ReadonlyArray<[string[], RegExp]> = [
	[['access-servers', 'repair', '100', '--machine-name', 'X'], /--row ID/v],
	[['access-servers', 'repair', '100', '--row', '2'], /--machine-name NAME or --ip-address/v],
	[['access-servers', 'repair', '100', '--row', '2', '--machine-name', 'X', '--ip-address', '10.0.0.1'], /not both[\s\S]+one column of one row/v],
	[['access-servers', 'repair', '100', '--row', '9', '--machine-name', 'X', '--yes'], /no row 9/v],
	[['access-servers', 'list'], /needs DIVISION/v],
	[['access-servers', 'mend', '100'], /has no "mend"/v],
];
for (const [words, message] of usage) {
	test.serial(`${words.join(' ')} is exit 2`, async t => {
		const {exitCode, stderr} = await run(words);
		t.is(exitCode, 2);
		t.regex(stderr, message);
	});
}
