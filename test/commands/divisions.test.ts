import test from 'ava';
import {startConnectionHome} from './connection-home.js';

const {environment, run} = await startConnectionHome();
test.after.always(async () => {
	await environment.stop();
});

type Listed = {divisions: Array<{code: string; serverPath: string; member: boolean; lastTest: unknown}>};

test.serial('the list as a table, as JSON, and filtered', async t => {
	await environment.addDivision('100', {bedrnm: 'Delta Bike Holding'});
	await environment.addDivision('300', {bedrnm: 'Delta Bike België', BackOfficeServerPath: String.raw`GLOBESQL02\EXACT`, isMember: false});
	const table = await run(['divisions']);
	t.is(table.exitCode, 0, `stderr: ${table.stderr}`);
	t.regex(table.stdout, /^code\s+name\s+server/v);
	t.regex(table.stdout, /300\s+Delta Bike België.+not yours.+never/v);
	const json = await run(['divisions', '--filter', 'exact bike', '--json']);
	const {divisions} = JSON.parse(json.stdout) as Listed;
	t.deepEqual(divisions.map(({code, member, lastTest}) => [code, member, lastTest]), [['300', false, null]]);
	const none = await run(['divisions', '--filter', 'nothing']);
	t.is(none.stdout, 'None of the 2 divisions matches the filter.');
});

test.serial('a server that is away is exit 4, a refused login exit 5, a word too many exit 2', async t => {
	await environment.open({name: 'away', addresses: {SYNERGYSQL: '127.0.0.1:1'}});
	const away = await run(['divisions', '--json'], {profile: 'away'});
	t.is(away.exitCode, 4, `stderr: ${away.stderr}`);
	t.is((JSON.parse(away.stderr) as {error: {id: string}}).error.id, 'SYN-1');
	t.regex(away.stderr, /profile away cannot be reached: SYNERGYSQL refuses connections on port 1433\. It is reached at 127\.0\.0\.1:1/v);
	t.notRegex(away.stderr, /\?/v);
	const refused = await run(['divisions'], {secrets: {Baco: 'x-x-x', Operator: 'Wrong-pass-1'}});
	t.is(refused.exitCode, 5);
	t.regex(refused.stderr, /operator of profile p0 in: SQL Server SYNERGYSQL refuses the login Operator \(18456\)/v);
	t.regex(refused.stderr, /baco credential set p0\/operator/v);
	t.notRegex(refused.stderr, /Wrong-pass-1/v);
	const surplus = await run(['divisions', '100']);
	t.is(surplus.exitCode, 2);
});
