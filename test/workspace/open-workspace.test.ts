import process from 'node:process';
import test from 'ava';
import {startSqlServer, type SqlServer} from '../../fixtures/sql-server/start-sql-server.js';
import type {Ask} from '../../source/credentials/contract.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {saveProfile} from '../../source/profiles/profile-store.js';
import type {Profile} from '../../source/profiles/profile.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';
import {sql} from '../../source/sql/statement.js';
import {openStatementLog} from '../../source/workspace/statement-log.js';
import {openWorkspace} from '../../source/workspace/open-workspace.js';
import {temporaryHome} from '../home.js';

let server: SqlServer;

test.before(async () => {
	process.env.BACO_KEYCHAIN = 'off';
	server = await startSqlServer({serverName: String.raw`SYNERGY01\EXACT`, browserPort: 0, databases: [{name: 'Synergy'}]});
});

test.after.always(async () => {
	await server.stop();
});

const profile = (details: Partial<Profile> = {}): Profile => ({
	name: 'prod',
	server: {host: 'SYNERGY01', port: 1433},
	database: 'Synergy',
	user: 'sa',
	encrypt: true,
	trustServerCertificate: true,
	readOnly: false,
	globeUser: 'Baco',
	formerServers: [],
	confirmedNames: [],
	addresses: {'SYNERGY01:1433': `127.0.0.1:${server.port}`},
	browserPort: 1434,
	administratorRole: {id: 0, description: 'Administrator'},
	...details,
});

const open = async (t: Parameters<typeof temporaryHome>[0], details: Partial<Profile> = {}, ask: Ask = async () => server.saPassword) => {
	await temporaryHome(t);
	await saveProfile(profile(details));
	const workspace = await openWorkspace({ask});
	t.teardown(async () => workspace.close());
	return workspace;
};

const one = sql`SELECT @@SPID AS spid`;

test.serial('connects on first use, through the address of a tunnel, and only once', async t => {
	const workspace = await open(t);
	t.is(server.sessionCount, 0);
	const [first, second] = await Promise.all([workspace.synergy(), workspace.synergy()]);
	t.is(first, second);
	t.is(await workspace.synergy(), first);
	t.is(server.sessionCount, 1);
	await first.query(one);
	t.is(workspace.statements.length, 1);
});

test.serial('a named instance is asked of the Browser', async t => {
	const workspace = await open(t, {
		server: {host: 'SYNERGY01', instance: 'EXACT'},
		addresses: {SYNERGY01: '127.0.0.1'},
		browserPort: server.browserPort!,
	});
	const connection = await workspace.synergy();
	t.is(connection.target.port, server.port);
});

test.serial('an instance that the Browser does not answer for is a failure of its own', async t => {
	server.setFaults({silentBrowser: true});
	t.teardown(() => {
		server.setFaults({});
	});
	const workspace = await open(t, {server: {host: 'SYNERGY01', instance: 'EXACT'}, addresses: {SYNERGY01: '127.0.0.1'}, browserPort: server.browserPort!});
	const problem = await t.throwsAsync<BacoError>(workspace.synergy(), {instanceOf: BacoError});
	t.is(problem.id, 'SYN-1');
	t.like(problem.facts, {
		seen: 'SSRP-1', host: 'SYNERGY01', instance: 'EXACT', reachedAt: `127.0.0.1:${server.browserPort}`,
	});
});

test.serial('a lost connection is replaced by a new one', async t => {
	const workspace = await open(t);
	const first = await workspace.synergy();
	const other = await open(t);
	const killer = await other.synergy();
	const {rows} = await first.query<{spid: number}>(one);
	t.true(rows[0]!.spid > 0);
	await first.close();
	const second = await workspace.synergy();
	t.not(second, first);
	await second.query(one);
	t.is(killer.lost, undefined);
});

test.serial('a mistyped password is asked again, a right one only once', async t => {
	const answers = ['wrong password', server.saPassword, 'not asked'];
	let asked = 0;
	const workspace = await open(t, {}, async ({name, label}) => {
		t.is(name, 'prod/operator');
		t.regex(label, /sa/v);
		asked += 1;
		return answers[asked - 1];
	});
	const failure = await t.throwsAsync<BacoError>(workspace.synergy(), {instanceOf: BacoError});
	t.is(failure.id, 'SYN-2');
	t.like(failure.facts, {
		profile: 'prod', number: 18_456, login: 'sa', server: 'SYNERGY01,1433',
	});
	t.notRegex(Object.values(failure.explanation).join(' '), /\?|Globe|division/v);
	const connection = await workspace.synergy();
	await connection.close();
	await workspace.synergy();
	t.is(asked, 2);
});

test.serial('without a password and without a person it says what to do', async t => {
	await temporaryHome(t);
	await saveProfile(profile());
	const workspace = await openWorkspace();
	const failure = await t.throwsAsync<BacoError>(workspace.synergy(), {instanceOf: BacoError});
	t.is(failure.id, 'SECRET-MISSING');
	t.regex(failure.explanation.fix, /baco credential set prod\/operator.*BACO_PASSWORD_PROD_OPERATOR/v);
	await workspace.close();
});

test.serial('an abort of one caller leaves the connection to the others', async t => {
	const workspace = await open(t);
	const failed = t.throwsAsync<SqlFailure>(workspace.synergy({signal: AbortSignal.abort()}), {instanceOf: SqlFailure});
	const connection = workspace.synergy();
	const failure = await failed;
	t.is(failure.kind, 'cancelled');
	const opened = await connection;
	await opened.query(one);
	t.is(workspace.statements.length, 1);
});

test.serial('closing while it connects ends the attempt', async t => {
	server.setFaults({stallLogin: true});
	t.teardown(() => {
		server.setFaults({});
	});
	const workspace = await open(t);
	const failed = t.throwsAsync<SqlFailure>(workspace.synergy(), {instanceOf: SqlFailure});
	setImmediate(() => {
		void workspace.close();
	});
	const failure = await failed;
	t.is(failure.kind, 'cancelled');
});

test.serial('no profile is a clear error', async t => {
	await temporaryHome(t);
	const failure = await t.throwsAsync<BacoError>(openWorkspace(), {instanceOf: BacoError});
	t.is(failure.id, 'PROFILE-NONE');
	t.is(failure.exitCode, 3);
});

test('the statement log keeps the last ones, and tells who listens', t => {
	const log = openStatementLog('prod', 3);
	const heard: string[] = [];
	const stop = log.listen(({text}) => {
		heard.push(text);
	});
	const record = (text: string) => ({
		at: new Date(), server: 's', address: 's:1433', database: undefined, text, parameters: [], durationMs: 1, rows: 0, error: undefined,
	});
	for (const text of ['1', '2', '3', '4']) {
		log.record(record(text));
	}

	stop();
	log.record(record('5'));
	t.deepEqual(log.statements.map(({text}) => text), ['3', '4', '5']);
	t.deepEqual(heard, ['1', '2', '3', '4']);
	t.is(log.statements[0]!.profile, 'prod');
});
