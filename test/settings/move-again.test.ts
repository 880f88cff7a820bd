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
