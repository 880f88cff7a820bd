import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import type {AuditRecord} from '../../source/audit/contract.js';
import {openSampleHome, type SampleHome} from '../sample-home.js';
import {runBaco} from './run-baco.js';

let home: SampleHome;
test.before(async () => {
	home = await openSampleHome({troubles: ['healthy', 'oldServerName', 'notMember']});
});
test.after.always(async () => {
	await home?.close();
});

const run = async (...words: string[]) => runBaco(['settings', ...words], {home: home.directory, environment: home.env});
type Shown = {macAddress: {value: string; place: string}; rights: {role: {held: boolean}}; fields: Array<{name: string; mandatory: boolean; maxLength: number | null}>; divisions: Array<{code: string; settings: Record<string, unknown>; secrets: Record<string, string>}>};
type Saved = {divisions: Array<{division: string; outcome: string; changes: unknown[]; test: {verdict: string; step: string | null}; audit: AuditRecord | null; error: {id: string} | null}>};
const settingOf = async (code: string, name: string) => {
	const {stdout} = await run('show', code, '--json');
	return (JSON.parse(stdout) as Shown).divisions[0]!.settings[name];
};

test.serial('show: the page, one division in full, and JSON', async t => {
	const list = await run('show');
	t.is(list.exitCode, 0, list.stderr);
	t.regex(list.stdout, /MAC address ! {2}00-15-5D-0A-2B-01 {2}\(kept in profile demo\)/v);
	t.regex(list.stdout, /100 +Delta Bike Holding B\.V\. +BIKEAPP01:8010 +BIKESQL01\\100 +yes/v);
	t.regex(list.stdout, /role 0 Administrator held, level 1 Corporate/v);
	const one = await run('show', '100');
	t.regex(one.stdout, /Web server of Globe ! +BIKEAPP01:8010 {2}\(at most 60 characters\)/v);
	t.regex(one.stdout, /Password of the fixed user +none/v);
	const {stdout} = await run('show', '100', '120', '--json');
	const shown = JSON.parse(stdout) as Shown;
	t.deepEqual(shown.divisions.map(({code}) => code), ['100', '120']);
	t.like(shown.fields.find(({name}) => name === 'webServer'), {mandatory: true, maxLength: 60});
});

test.serial('save shows before and after and the statement, and does nothing without --yes where nobody can be asked', async t => {
	const {exitCode, stderr} = await run('save', '100', '--type', '7');
	t.is(exitCode, 2);
	t.regex(stderr, /before {2}6\n\s+after {3}7\n\s+UPDATE dbo\.bedryf SET \[BackOfficeType\] = 7[\s\S]+Test of 100 with the new values: pass[\s\S]+--yes/v);
	t.is(await settingOf('100', 'type'), 6);
});

test.serial('save with --yes tests, saves and records; undo takes it back', async t => {
	const {stdout, stderr, exitCode} = await run('save', '100', '--web-server', 'http://BIKEAPP01:8010/services', '--type', '7', '--yes', '--json');
	t.is(exitCode, 0, `stderr: ${stderr}`);
	const {divisions} = JSON.parse(stdout) as Saved;
	t.like(divisions[0], {
		outcome: 'saved', test: {verdict: 'pass'}, audit: {action: 'settings.save', outcome: 'done'}, changes: [{column: 'BackOfficeType'}],
	});
	t.is(await settingOf('100', 'type'), 7);
	const undone = await run('undo', '100', '--yes');
	t.is(undone.exitCode, 0, undone.stderr);
	t.regex(undone.stdout, /Done, put back in division 100: Type \(BackOfficeType\) 6\.[\s\S]+100 .*: PASS/v);
	const mac = await run('undo', 'mac', '--yes');
	t.is(mac.exitCode, 2);
	t.regex(mac.stderr, /baco settings mac --undo/v);
	const again = await run('undo', '100', '--yes');
	t.is(again.exitCode, 2);
	t.regex(again.stderr, /no save of division 100 is open/v);
	const audit = await runBaco(['audit', '--filter', 'settings 100'], {home: home.directory, environment: home.env});
	t.regex(audit.stdout, /settings\.undo bedryf\.BackOfficeType row[\s\S]+settings\.save bedryf/v);
});

test.serial('settings that do not work are not saved: exit 1 with the whole test', async t => {
	const {exitCode, stderr} = await run('save', '100', '--database-path', String.raw`BIKESQL01\Nowhere`, '--yes');
	t.is(exitCode, 1);
	t.regex(stderr, /Test of 100 with the new values: fail[\s\S]+Not saved: with the new values the connection of division 100 does not work/v);
	t.is(await settingOf('100', 'databaseName'), '100');
	const json = await run('save', '100', '--database', 'Nowhere', '--yes', '--json');
	t.is(json.exitCode, 1);
	const {divisions} = JSON.parse(json.stdout) as Saved;
	t.like(divisions[0], {
		outcome: 'refused', error: {id: 'SET-TEST'}, test: {verdict: 'fail'}, audit: null,
	});
});

test.serial('several divisions by a file: all or none, or each', async t => {
	const file = path.join(home.directory, 'wanted.json');
	await writeFile(file, JSON.stringify({100: {type: 8}, 120: {type: 8}}));
	const none = await run('save', '--file', file, '--yes', '--json');
	t.is(none.exitCode, 1);
	const {divisions} = JSON.parse(none.stdout) as Saved;
	t.deepEqual(divisions.map(({error}) => error?.id), ['SET-OTHERS', 'SET-TEST'], 'BacoAccessServers of 120 names the old server');
	const each = await run('save', '--file', file, '--each', '--yes', '--json');
	t.deepEqual((JSON.parse(each.stdout) as Saved).divisions.map(({outcome}) => outcome), ['saved', 'refused']);
	await run('undo', '100', '--yes');
	t.is(await settingOf('100', 'type'), 6);
	await writeFile(file, JSON.stringify({100: {password: 'x'}}));
	const secret = await run('save', '--file', file, '--yes');
	t.is(secret.exitCode, 2);
	t.regex(secret.stderr, /password cannot be typed here[\s\S]+Back office connection/v);
});

test.serial('remove clears and switches off, undo brings it back', async t => {
	const removed = await run('remove', '390', '--yes');
	t.is(removed.exitCode, 0, removed.stderr);
	t.is(await settingOf('390', 'webServer'), null);
	const undone = await run('undo', '390', '--yes');
	t.is(undone.exitCode, 0, undone.stderr);
	t.is(await settingOf('390', 'webServer'), 'BIKEAPP01:8010');
});

test.serial('the MAC address is kept when it fits what is registered, and only then', async t => {
	const wrong = await run('mac', '00-15-5D-0A-2B-99', '100', '110', '--yes');
	t.is(wrong.exitCode, 1);
	t.regex(wrong.stderr, /another MAC address is registered/v);
	const same = await run('mac', '00:15:5d:0a:2b:01', '100', '--yes');
	t.is(same.exitCode, 2);
	const none = await run('mac', 'zz', '--yes');
	t.is(none.exitCode, 2);
	const neither = await run('mac', '--yes');
	t.regex(neither.stderr, /takes an ADDRESS, or --undo/v);

	const baco = async (...words: string[]) => runBaco(words, {home: home.directory, environment: home.env});
	await baco('profile', 'set', 'demo', '--mac', '00-15-5D-0A-2B-99');
	const kept = await run('mac', '00:15:5d:0a:2b:01', '100', '--yes');
	t.is(kept.exitCode, 0, kept.stderr);
	t.regex(kept.stderr, /before {2}00-15-5D-0A-2B-99\n {2}after {3}00-15-5D-0A-2B-01\n {2}baco profile set demo --mac 00-15-5D-0A-2B-01/v);
	const undone = await run('mac', '--undo', '--yes', '--json');
	t.is(undone.exitCode, 0, undone.stderr);
	t.like(JSON.parse(undone.stdout), {
		audit: {
			action: 'settings.undo', outcome: 'done', before: '00-15-5D-0A-2B-01', after: '00-15-5D-0A-2B-99',
		},
	});
	const again = await run('mac', '--undo', '--yes');
	t.regex(again.stderr, /no change of the MAC address is open/v);
	await baco('profile', 'set', 'demo', '--mac', '00-15-5D-0A-2B-01');
});

const refusals: ReadonlyArray<[string[], number, RegExp]> = [
	[['save', '350', '--type', '1', '--yes'], 5, /does not belong to division 350[\s\S]+card of the resource/v],
	[['save', '100', '--web-server', 'BIKEAPP01', '--yes'], 2, /Web server of Globe "BIKEAPP01": the port is missing/v],
	[['save', '100', '--web-server', `${'a'.repeat(60)}:8010`, '--yes'], 2, /65 characters, the column takes 60/v],
	[['save', '100', '--yes'], 2, /no setting was named/v],
	[['save', '--type', '1'], 2, /needs DIVISION/v],
	[['save', '100', '--enable', '--disable'], 2, /exclude each other/v],
	[['save', '999', '--type', '1'], 2, /no division 999/v],
	[['save', '--file', '/nowhere.json'], 2, /there is no such file/v],
	[['save', '--file', '/'], 2, /it is a folder, not a file/v],
	[['show', '999'], 2, /no division 999/v],
	[['mend'], 2, /has no "mend"/v],
];
for (const [words, code, message] of refusals) {
	test.serial(`settings ${words.join(' ').slice(0, 60)} is exit ${code}`, async t => {
		const {exitCode, stderr} = await run(...words);
		t.is(exitCode, code, `stderr: ${stderr}`);
		t.regex(stderr, message);
	});
}
