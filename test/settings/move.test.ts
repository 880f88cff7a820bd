import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import test from 'ava';
import {execa} from 'execa';
import {manyDivisions} from '../../fixtures/databases/sample/many-divisions.js';
import type {AuditRecord} from '../../source/audit/contract.js';
import type {MoveJournal} from '../../source/settings/move/journal.js';
import {sql} from '../../source/sql/statement.js';
import {program, runBaco} from '../commands/run-baco.js';
import {openSettingsHome, type SettingsHome} from './settings-home.js';

const count = 200;
const old = 'DELTASQL2016';

// All of them name a server that is gone; their Globe database is on the new one.
let home: SettingsHome;
test.before(async () => {
	home = await openSettingsHome({divisions: manyDivisions(count)});
	await home.execute(`UPDATE dbo.bedryf SET BackOfficeServerPath = N'${old}'; UPDATE dbo.IntegrationServers SET EndPoint = N'http://${old}:8090/elis';`);
	await home.environment.servers.get('BIKESQL01')!.execute('Branches', `UPDATE dbo.BacoAccessServers SET MachineName = N'${old}' WHERE MachineName = N'BIKESQL01'`);
});
test.after.always(async () => {
	await home?.close();
});

const words = ['settings', 'move', '--from', old, '--to', 'BIKESQL01'];
const run = async (...more: string[]) => runBaco([...words, ...more], {home: home.directory, environment: home.env});
const naming = async (server: string): Promise<number> => {
	const connection = await home.workspace.synergy();
	const {rows} = await connection.query<{n: number}>(sql`SELECT COUNT(*) AS n FROM dbo.bedryf WHERE BackOfficeServerPath = ${{type: {name: 'nvarchar', length: 60}, value: server}}`);
	return rows[0]!.n;
};

const records = async (): Promise<AuditRecord[]> => {
	const {stdout} = await runBaco(['audit', '--json'], {home: home.directory, environment: home.env});
	return (JSON.parse(stdout) as {records: AuditRecord[]}).records;
};

const journal = async (): Promise<MoveJournal | undefined> => {
	const folder = path.join(home.directory, 'state', 'moves');
	const files = await readdir(folder).catch(() => [] as string[]);
	const file = files.find(name => name.endsWith('.json') && !name.startsWith('.'));
	return file === undefined ? undefined : JSON.parse(await readFile(path.join(folder, file), 'utf8')) as MoveJournal;
};

test.serial('the plan names every place, and changes nothing', async t => {
	const {stdout, stderr, exitCode} = await run('--dry-run');
	t.is(exitCode, 0, `stderr: ${stderr}`);
	t.regex(stdout, /200 divisions: 000 001/v);
	t.regex(stdout, /200 times: DELTASQL2016 becomes BIKESQL01/v);
	t.regex(stdout, /BacoAccessServers of Branches on BIKESQL01, row 1: DELTASQL2016 becomes BIKESQL01/v);
	t.regex(stdout, /SCPPortals Dealer portal, GlobeServer: DELTASQL2016 becomes BIKESQL01/v);
	t.regex(stdout, /told only: IntegrationServers\.EndPoint has http:\/\/DELTASQL2016:8090\/elis/v);
	t.is(await naming(old), count);
	t.deepEqual(await records(), []);
});

test.serial('a move that is killed in the middle goes on when it is run again, and nothing is lost or done twice', async t => {
	t.timeout(600_000);
	const killed = execa(process.execPath, [program, ...words, '--yes'], {
		reject: false, extendEnv: false, env: {PATH: process.env.PATH ?? '', ...home.env},
	});
	for (;;) {
		const state = await journal(); // eslint-disable-line no-await-in-loop -- until it is well under way
		if (Object.keys(state?.divisions ?? {}).length >= 24) {
			break;
		}

		await delay(20); // eslint-disable-line no-await-in-loop
	}

	const busy = await run('--yes');
	t.is(busy.exitCode, 6, `stderr: ${busy.stderr}`);
	killed.kill('SIGKILL');
	const {signal} = await killed;
	t.is(signal, 'SIGKILL');
	const moved = await naming('BIKESQL01');
	t.true(moved >= 24 && moved < count, `${moved} were moved`);
	t.is(await naming(old), count - moved);

	const resumed = await run('--yes', '--json');
	t.is(resumed.exitCode, 0, `stderr: ${resumed.stderr}`);
	const result = JSON.parse(resumed.stdout) as {resumed: boolean; complete: boolean; events: unknown[]};
	t.like(result, {resumed: true, complete: true});
	t.is(result.events.length, count - moved);
	t.is(await naming('BIKESQL01'), count);
	const all = await records();
	const made = all.filter(({action}) => action === 'settings.save');
	t.is(made.filter(({outcome}) => outcome === 'pending').length, 0, 'every outcome is known');
	const saved = made.filter(({outcome}) => outcome === 'done').map(({division}) => division);
	t.is(saved.length, count);
	t.is(new Set(saved).size, count);
	t.is(new Set(all.map(({group}) => group)).size, 1);
	const again = await run('--yes');
	t.is(again.exitCode, 2);
	t.regex(again.stderr, /Nothing names DELTASQL2016 any more/v);
});

test.serial('the whole move is taken back', async t => {
	t.timeout(600_000);
	const {exitCode, stdout, stderr} = await runBaco(['settings', 'move', '--undo', '--yes'], {home: home.directory, environment: home.env});
	t.is(exitCode, 0, `stderr: ${stderr}`);
	t.regex(stdout, /202 of 202 changes were taken back/v);
	t.is(await naming(old), count);
	const connection = await home.workspace.synergy();
	const {rows} = await connection.query(sql`SELECT GlobeServer FROM dbo.SCPPortals`);
	t.deepEqual(rows, [{GlobeServer: old}]);
	const once = await runBaco(['settings', 'move', '--undo', '--yes'], {home: home.directory, environment: home.env});
	t.is(once.exitCode, 2);
});

test.serial('a division whose test fails stays as it was, and is told', async t => {
	t.timeout(600_000);
	await home.execute('UPDATE dbo.bedryf SET BackOfficeServerPath = N\'BIKESQL01\' WHERE bedrnr > N\'003\'; UPDATE dbo.bedryf SET BackOfficeDBName = N\'Gone\' WHERE bedrnr = N\'002\'');
	const {exitCode, stdout} = await run('--yes', '--json');
	t.is(exitCode, 1);
	const {complete, events} = JSON.parse(stdout) as {complete: boolean; events: Array<{kind: string; name: string; outcome: string; detail: string}>};
	t.false(complete);
	t.deepEqual(events.filter(({kind}) => kind === 'division').map(({name, outcome}) => `${name} ${outcome}`), ['000 saved', '001 saved', '002 refused', '003 saved']);
	t.is(await naming(old), 1);
});

test.serial('databases that cannot be read are no changes: they are listed with the reason, each server looked at once', async t => {
	t.timeout(600_000);
	await home.execute('UPDATE dbo.bedryf SET BackOfficeServerPath = N\'127.0.0.1,1\' WHERE bedrnr > N\'003\'');
	const {stdout, exitCode} = await runBaco(['settings', 'move', '--from', 'BIKESQL01', '--to', 'NEWSQL01.deltabike.invalid', '--dry-run'], {home: home.directory, environment: home.env});
	t.is(exitCode, 0);
	t.regex(stdout, /BacoAccessServers of \d+ databases? could not be read; whether (?:it names|they name) the old server is not known:\n(?: {4}.*\n)* {4}127\.0\.0\.1,1 .*: 127\.0\.0\.1 refuses connections on port 1/v);
	t.regex(stdout, /NEWSQL01\.deltabike\.invalid .*does not resolve/v);
	const moved = await runBaco(['settings', 'move', '--from', 'BIKESQL01', '--to', 'NEWSQL01.deltabike.invalid', '--yes'], {home: home.directory, environment: home.env});
	t.is(moved.exitCode, 1);
	t.regex(moved.stdout, /made as far as it can be: \d+ of \d+ changes \(move-/v);
	t.notRegex(moved.stdout, /^ {2}row /mv);
	t.regex(moved.stdout, /could not be read; whether/v);
});
