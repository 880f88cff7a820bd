import test from 'ava';
import {manyDivisions} from '../../fixtures/databases/sample/many-divisions.js';
import {sql} from '../../source/sql/statement.js';
import {runBaco} from '../commands/run-baco.js';
import {openSettingsHome, type SettingsHome} from './settings-home.js';

const count = 12;
const old = 'DELTASQL2016';

// All of them name a server that is gone; the database of one is not on the new server.
let home: SettingsHome;
test.before(async () => {
	home = await openSettingsHome({divisions: manyDivisions(count)});
	await home.execute(`UPDATE dbo.bedryf SET BackOfficeServerPath = N'${old}'; UPDATE dbo.bedryf SET BackOfficeDBName = N'Gone' WHERE bedrnr = N'002'`);
});
test.after.always(async () => {
	await home?.close();
});

const baco = async (...words: string[]) => runBaco(['settings', 'move', ...words], {home: home.directory, environment: home.env});
const move = async () => baco('--from', old, '--to', 'BIKESQL01', '--yes', '--json');
const undo = async () => baco('--undo', '--yes');
const naming = async (server: string): Promise<string[]> => {
	const connection = await home.workspace.synergy();
	const {rows} = await connection.query<{bedrnr: string}>(sql`SELECT bedrnr FROM dbo.bedryf WHERE BackOfficeServerPath = ${{type: {name: 'nvarchar', length: 60}, value: server}} ORDER BY bedrnr`);
	return rows.map(({bedrnr}) => bedrnr.trim());
};

test.serial('a database that is missing keeps back its own division only', async t => {
	t.timeout(600_000);
	const {exitCode, stdout, stderr} = await move();
	t.is(exitCode, 1, `stderr: ${stderr}`);
	const {events} = JSON.parse(stdout) as {events: Array<{kind: string; name: string; outcome: string; detail: string}>};
	const divisions = events.filter(({kind}) => kind === 'division');
	t.is(divisions.length, count);
	t.deepEqual(divisions.filter(({outcome}) => outcome !== 'saved').map(({name, outcome}) => `${name} ${outcome}`), ['002 refused']);
	t.deepEqual(await naming(old), ['002']);
});

test.serial('an undo passes over a later run that changed nothing', async t => {
	t.timeout(600_000);
	const again = await move();
	t.is(again.exitCode, 1, `stderr: ${again.stderr}`);
	const {events} = JSON.parse(again.stdout) as {events: Array<{kind: string; outcome: string}>};
	t.deepEqual(events.filter(({kind}) => kind !== 'database').map(({outcome}) => outcome), ['refused']);
	const {exitCode, stdout, stderr} = await undo();
	t.is(exitCode, 0, `stderr: ${stderr}`);
	t.regex(stdout, /^12 of 12 changes were taken back\.$/v);
	const named = await naming(old);
	t.is(named.length, count);
});

test.serial('moves are taken back one after another, the latest first, and the undo says what is left', async t => {
	t.timeout(600_000);
	await move();
	await home.execute('UPDATE dbo.bedryf SET BackOfficeDBName = N\'Branches\' WHERE bedrnr = N\'002\'');
	const second = await move();
	t.is(second.exitCode, 0, `stderr: ${second.stderr}`);
	t.deepEqual(await naming(old), []);

	const latest = await undo();
	t.regex(latest.stdout, /^1 of 1 change was taken back\.\n12 changes of earlier moves are left; the same command takes back the next move\.$/v);
	t.deepEqual(await naming(old), ['002']);
	const earlier = await undo();
	t.regex(earlier.stdout, /^12 of 12 changes were taken back\.$/v);
	const named = await naming(old);
	t.is(named.length, count);
	const none = await undo();
	t.is(none.exitCode, 2);
	t.regex(none.stderr, /Nothing to undo/v);
});

test.serial('a server that refuses connections is tried with one batch only', async t => {
	t.timeout(600_000);
	const {stdout} = await baco('--from', old, '--to', '127.0.0.1,1', '--yes', '--json');
	const {events} = JSON.parse(stdout) as {events: Array<{kind: string; outcome: string; detail: string}>};
	const details = events.filter(({kind}) => kind === 'division').map(({outcome, detail}) => `${outcome} ${detail.startsWith('Not tested: ') ? 'untested' : 'tested'}`);
	t.deepEqual(details, [...Array.from({length: 8}, () => 'refused tested'), ...Array.from({length: 4}, () => 'refused untested')]);
	const named = await naming(old);
	t.is(named.length, count);
});

test.serial('a name that nothing has, where databases could not be read, is not said to be gone', async t => {
	await home.execute('UPDATE dbo.bedryf SET BackOfficeServerPath = N\'127.0.0.1,1\' WHERE bedrnr > N\'005\'; UPDATE dbo.bedryf SET BackOfficeServerPath = N\'BIKESQL01\' WHERE bedrnr <= N\'005\'');
	const {exitCode, stdout, stderr} = await baco('--from', 'NOSUCH', '--to', 'BIKESQL01', '--dry-run');
	t.is(exitCode, 2, `stdout: ${stdout}`);
	t.regex(stderr, /Nothing that could be read names NOSUCH/v);
	t.regex(stderr, /1 database could not be read/v);
	t.regex(stderr, /is not known/v);
	t.regex(stderr.replaceAll(/\s+/gv, ' '), /127\.0\.0\.1,1 Branches: 127\.0\.0\.1 refuses connections on port 1/v);
	t.notRegex(stderr, /any more/v);
});
