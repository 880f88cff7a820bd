import {readdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import type {Profile} from '../../source/profiles/profile.js';
import {runBaco} from '../commands/run-baco.js';
import {openSetupHome, type SetupHome} from './setup-home.js';

let home: SetupHome;
let file: string;
let secrets: Record<string, string>;
test.before(async () => {
	home = await openSetupHome();
	file = path.join(path.dirname(home.caFile), 'setup.json');
	const secret = (name: string) => home.environment.readSecret(`demo/${name}`)!;
	secrets = {BACO_PASSWORD_ACME_OPERATOR: secret('operator'), BACO_PASSWORD_ACME_BACO: secret('baco'), BACO_PASSWORD_ACME_SERVICE: secret('service')};
});
test.after.always(async () => {
	await home?.close();
});

const answers = () => ({
	name: 'acme', addresses: home.addresses, server: 'BIKESQL01', caFile: home.caFile, user: 'BikeSupport', database: 'Synergy', operator: 'j.devries', macAddress: '00-15-5D-0A-2B-01', serviceUser: String.raw`DELTABIKE\svc-synergy`, label: 'ACME', readOnly: true,
});
const run = async (content: unknown, words: readonly string[] = [], environment: Readonly<Record<string, string>> = secrets) => {
	await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
	return runBaco(['setup', '--from', file, ...words], {home: home.directory, environment: {...home.env, ...environment}});
};

test.serial('a dry run tests every answer and writes nothing', async t => {
	const {exitCode, stdout, stderr} = await run(answers(), ['--dry-run']);
	t.is(exitCode, 0, `stderr: ${stderr}`);
	t.regex(stderr, /SQL server of Synergy: BIKESQL01\n {2}BIKESQL01 answers at 127\.0\.0\.1, port \d+\.\n {2}Encryption: TLSv1\.2\.\n {2}Certificate of .*\n {2}Valid from 20\d\d-\d\d-\d\d to 20/v);
	t.regex(stderr, /Your user in Synergy: j\.devries\n {2}Johan de Vries, role Administrator held\.\n {2}You belong to 2 of 2 divisions/v);
	t.regex(stderr, /BIKESQL01: lets Baco in\./v);
	t.regex(stderr, /BIKEAPP01:8010: the entity service answers\./v);
	t.regex(stdout, /Nothing was saved\.[\s\S]+"name": "acme"/v);
	for (const secret of Object.values(secrets)) {
		t.false((stdout + stderr).includes(secret));
	}

	const left = await readdir(path.join(home.directory, 'configuration')).catch(() => []);
	t.deepEqual(left.filter(name => name === 'profiles.json'), []);
});

test.serial('a dry run that trusts exactly one certificate logs in with it, and keeps no file', async t => {
	const {caFile: _, ...others} = answers();
	const {exitCode, stdout, stderr} = await run({...others, trust: 'pin'}, ['--dry-run']);
	t.is(exitCode, 0, `stderr: ${stderr}`);
	t.regex(stderr, /It would be kept as .*acme\.pem\.[\s\S]+The server lets you in\./v);
	t.regex(stdout, /"caFile": ".*configuration\/acme\.pem"/v);
	const left = await readdir(path.join(home.directory, 'configuration')).catch((): string[] => []);
	t.false(left.includes('acme.pem'));
});

test.serial('an instance whose Browser is silent is reached by the port of the file', async t => {
	const given = {...answers(), addresses: `${home.addresses} BIKESQL01:1434=127.0.0.1:1`, server: String.raw`BIKESQL01\EXACT`};
	const without = await run(given, ['--dry-run']);
	t.is(without.exitCode, 4);
	t.regex(without.stderr, /Port of the instance, or its SQL Server Browser|SQL Server Browser on BIKESQL01[\s\S]+"browser": "PORT"/v);
	const {exitCode, stdout, stderr} = await run({...given, browser: 1433}, ['--dry-run']);
	t.is(exitCode, 0, `stderr: ${stderr}`);
	t.regex(stderr, /SQL Server Browser on BIKESQL01[\s\S]+Port of the instance, or its SQL Server Browser: 1433\n {2}BIKESQL01,1433 answers at 127\.0\.0\.1/v);
	t.regex(stdout, /"host": "BIKESQL01",\s+"port": 1433/v);
	const wrong = await run({...given, browser: 'x'}, ['--dry-run']);
	t.is(wrong.exitCode, 2);
	t.regex(wrong.stderr, /browser: "x" is neither a port nor ADDRESS:PORT/v);
});

const faults: ReadonlyArray<[string, unknown, number, RegExp, Record<string, string>?]> = [
	['no JSON', '{', 2, /it is no JSON/v],
	['an unknown answer', {name: 'acme', servr: 'x'}, 2, /has an answer servr/v],
	['a password', {password: 'x'}, 2, /secrets do not belong in a file/v],
	['a server that is none', {name: 'acme', server: 'a b'}, 2, /not a host name/v],
	['a server that is not there', {name: 'acme', server: '127.0.0.1,1'}, 4, /127\.0\.0\.1/v],
	['a bad tunnel', {name: 'acme', addresses: 'BIKESQL01'}, 2, /NAME\[:PORT\]=ADDRESS/v],
];
for (const [title, content, code, message] of faults) {
	test.serial(`${title} is exit ${code}`, async t => {
		const {exitCode, stderr} = await run(content, ['--dry-run']);
		t.is(exitCode, code, `stderr: ${stderr}`);
		t.regex(stderr, message);
	});
}

test.serial('a value that is none of the possible ones names them, and the file to correct', async t => {
	const {caFile: _, ...others} = answers();
	const trust = await run({...others, trust: 'blind'}, ['--dry-run']);
	t.is(trust.exitCode, 2);
	t.regex(trust.stderr, /trust: "blind" is none of: pin, unseen, off; [\s\S]+Correct the file/v);
	const store = await run({...answers(), store: 'drawer'}, ['--dry-run']);
	t.is(store.exitCode, 2);
	t.regex(store.stderr, /store: there is no store "drawer" here; one of: .*none[\s\S]+Correct the file/v);
	const {readOnly: _unsaid, ...unsaid} = answers();
	const usual = await run(unsaid, ['--dry-run']);
	t.is(usual.exitCode, 0, usual.stderr);
	t.regex(usual.stderr, /Read-only: yes \(not in the file\)/v);
	const help = await runBaco(['setup', '--help'], {home: home.directory, environment: home.env});
	t.regex(help.stdout, /trust: pin .*unseen .*off[\s\S]*store: keychain, vault or none/v);
});

test.serial('answers that the server refuses are named: password, database, user', async t => {
	const password = await run(answers(), ['--dry-run'], {...secrets, BACO_PASSWORD_ACME_OPERATOR: 'wrong'});
	t.is(password.exitCode, 5);
	t.regex(password.stderr, /Fix: Give the right password in BACO_PASSWORD_ACME_OPERATOR, .*"user" in .*setup\.json/v);
	t.notRegex(password.stderr, /baco profile set/v);
	const none = await run(answers(), ['--dry-run'], {});
	t.is(none.exitCode, 3);
	t.regex(none.stderr, /BACO_PASSWORD_ACME_OPERATOR/v);
	const database = await run({...answers(), database: '100'}, ['--dry-run']);
	t.is(database.exitCode, 2);
	t.regex(database.stderr, /no Synergy database[\s\S]*Correct "database" or "user" in .*setup\.json/v);
	const person = await run({...answers(), operator: 'nobody'}, ['--dry-run']);
	t.is(person.exitCode, 5);
	const baco = await run(answers(), ['--dry-run'], {...secrets, BACO_PASSWORD_ACME_BACO: 'wrong'});
	t.is(baco.exitCode, 2);
	t.regex(baco.stderr, /No Globe server lets Baco in/v);
});

test.serial('the set-up saves the profile, tests every enabled division, and says what to do next', async t => {
	const {exitCode, stdout, stderr} = await run(answers());
	t.is(exitCode, 0, `stderr: ${stderr}`);
	t.regex(stdout, /Profile acme is ready \(read-only\): 2 enabled divisions tested, 2 pass, 0 warn, 0 fail\.[\s\S]+What to do next[\s\S]+No password is kept for acme\/baco/v);
	const shown = await runBaco(['profile', 'show', '--json'], {home: home.directory, environment: home.env});
	t.like(JSON.parse(shown.stdout) as Profile, {
		name: 'acme', readOnly: true, label: 'ACME', operator: 'j.devries', macAddress: '00-15-5D-0A-2B-01',
	});
	const tested = await runBaco(['test', '100'], {home: home.directory, environment: {...home.env, ...secrets}});
	t.is(tested.exitCode, 0, tested.stdout);
	const again = await run(answers());
	t.is(again.exitCode, 2, `stderr: ${again.stderr}`);
});

test.serial('doctor alone says that no server was asked, and how they are', async t => {
	const {stdout} = await runBaco(['doctor'], {home: home.directory, environment: {...home.env, ...secrets}});
	t.regex(stdout, /^Only this machine was checked: no server of the profile was asked\. .*: baco doctor --connect$/mv);
});

test.serial('doctor --connect checks all of it again', async t => {
	const {exitCode, stdout} = await runBaco(['doctor', '--connect', '--json'], {home: home.directory, environment: {...home.env, ...secrets}});
	const {checks} = JSON.parse(stdout) as {checks: Array<{id: string; status: string; detail: string}>};
	const of = (id: string) => checks.find(check => check.id === id);
	t.like(of('synergy'), {status: 'pass'});
	t.regex(of('operator')!.detail, /Johan de Vries, of 2 of 2 divisions, role Administrator held/v);
	t.like(of('baco-login'), {status: 'pass', detail: 'BIKESQL01 lets Baco in, database 100'});
	t.like(of('mac'), {status: 'pass', detail: '00-15-5D-0A-2B-01 is registered for BIKEAPP01 in BacoAccessServers of division 100'});
	const certificates = checks.filter(({id}) => id === 'certificate').map(({status, detail}) => `${status} ${detail}`);
	t.is(certificates.length, 2);
	t.regex(certificates[0]!, /^pass Synergy, BIKESQL01: TLSv1\.2, certificate of .*, valid from 20\d\d-\d\d-\d\d to 20\d\d-\d\d-\d\d; trusted by the file of the profile$/v);
	t.regex(certificates[1]!, /^pass BIKESQL01: /v);
	t.deepEqual(checks.filter(({id}) => id === 'tunnel').map(({status, detail}) => `${status} ${detail.split(' ', 1)[0]!}`), ['pass BIKESQL01', 'pass BIKEAPP01:8010', 'pass BIKEAPP01:8020']);
	t.like(of('account'), {status: 'pass', detail: String.raw`DELTABIKE\svc-synergy reads from the entity service at BIKEAPP01:8020`});
	t.like(of('service'), {status: 'pass', detail: 'BIKEAPP01:8010 answers'});
	t.is(exitCode, 0, `stdout: ${stdout}`);
});

test.serial('doctor --connect tells a wrong password of Baco, a tunnel that is closed and an address that is not registered, each with what to do', async t => {
	const closed = await runBaco(['profile', 'set', 'acme', ...`${home.addresses} GONE:1=127.0.0.1:1`.split(' ').flatMap(address => ['--address', address]), '--mac', '00-15-5D-0A-2B-77'], {home: home.directory, environment: home.env});
	t.is(closed.exitCode, 0, closed.stderr);
	const {exitCode, stdout} = await runBaco(['doctor', '--connect', '--json'], {home: home.directory, environment: {...home.env, ...secrets}});
	t.is(exitCode, 1);
	const {checks} = JSON.parse(stdout) as {checks: Array<{id: string; status: string; detail: string; fix?: string}>};
	const failed = checks.filter(({status}) => status === 'fail');
	t.regex(failed.find(({id}) => id === 'tunnel')?.detail ?? '', /^GONE:1 is to be reached at 127\.0\.0\.1:1, where nothing answers \(ECONNREFUSED\)/v);
	t.like(failed.find(({id}) => id === 'mac'), {detail: 'BacoAccessServers of division 100 has 00-15-5D-0A-2B-01 for BIKEAPP01; chosen is 00-15-5D-0A-2B-77'});
	const wrong = await runBaco(['doctor', '--connect', '--json'], {home: home.directory, environment: {...home.env, ...secrets, BACO_PASSWORD_ACME_BACO: 'wrong'}});
	const login = (JSON.parse(wrong.stdout) as {checks: Array<{id: string; detail: string; fix?: string}>}).checks.find(({id}) => id === 'baco-login');
	t.regex(login?.detail ?? '', /^BIKESQL01: .*18456/v);
	t.regex(login?.fix ?? '', /baco credential set 'acme\/baco@BIKESQL01'/v);
});
