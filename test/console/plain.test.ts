import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import test from 'ava';
import type {Streams} from '../../source/commands/command.js';
import {isPlain, runConsole} from '../../source/console/run-console.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {sampleProfile, sampleProfiles, type SampleOptions} from './sample-services.js';

const talk = async (answers: string, options: SampleOptions = {}, terminal: {readonly isTTY?: boolean; readonly columns?: number} = {}) => {
	const sample = sampleProfiles(options);
	const stdin = new PassThrough();
	let output = '';
	// eslint-disable-next-line unicorn/prefer-event-target -- stands for a stream of Node
	const stdout = Object.assign(new EventEmitter(), {
		write(text: string) {
			output += text;
			return true;
		},
		...terminal,
	});
	stdin.end(answers);
	const code = await runConsole({
		profile: 'delta-prod', profiles: sample.profiles, plain: true, streams: {stdin, stdout, stderr: stdout} as unknown as Streams, signal: new AbortController().signal,
	});
	return {...sample, output, code};
};

test('divisions, test, detail by numbers; nothing but appended text', async t => {
	const {output, code} = await talk('2\n1\n3\n0\nquit\n');
	t.is(code, 0);
	t.false(output.includes('\u{1B}'));
	t.regex(output, /baco, profile delta-prod, PROD/v);
	t.regex(output, /2\. 002 Delta Bike Belgie N\.V\.: not tested/v);
	t.regex(output, /BAS, Step BAS: fail, 12 ms\./v);
	t.regex(output, /Cause: .*\n +Fix: /v);
	t.regex(output, /Result of 002, Delta Bike Belgie N\.V\.: fail/v);
	t.regex(output, /port: 1433/v);
});

test('on a terminal lines are broken between words, and go on below their own start', async t => {
	const {output} = await talk('help\n2\n1\n3\n0\nquit\n', {}, {isTTY: true, columns: 40});
	const lines = output.split('\n');
	t.true(lines.every(line => line.trimEnd().length <= 40));
	t.regex(output, /^A number or a code opens a division: its\ntest, its access servers, its back/mv);
	t.regex(output, /^\d\. .*\n {3}\w/mv);
	t.regex(output, /^ {2}Cause: .*\n {2}\w/mv);
	const whole = await talk('help\nquit\n');
	t.regex(whole.output, /^A number or a code opens a division: its test, its access servers, its back office settings, a report\.$/mv);
});

test('a repair needs y, and is tested again', async t => {
	const refused = await talk('002\n2\n2\n1\nGLOBESQL01\nn\n0\nquit\n');
	t.is(refused.seen.applied, 0);
	t.regex(refused.output, /Before: OLDSQL01\nAfter: GLOBESQL01/v);
	t.regex(refused.output, /Nothing was written\./v);

	const {seen, output} = await talk('002\n2\n2\n1\nGLOBESQL01\ny\n0\naudit\n1\ny\naudit\n2\nquit\n');
	t.is(seen.applied, 1);
	t.regex(output, /Written\. Audit record a1\.[\s\S]*Result of 002.*: pass/v);
	t.regex(output, /Undone: row 3 of 002 has OLDSQL01 again\.[\s\S]*Result of 002.*: fail/v);
	t.regex(output, /This change was undone already\./v);
});

test('when Baco may not write, the own login is offered', async t => {
	const repairError = new BacoError('PERM-1', {login: 'Baco', permission: 'UPDATE', database: '002'});
	const {seen, output} = await talk('002\n2\n2\n1\nGLOBESQL01\ny\no\ny\n0\nquit\n', {repairError});
	t.is(seen.applied, 1);
	t.regex(output, /Error PERM-1[\s\S]*Type o to prepare it with your own login[\s\S]*Written\./v);

	const dismissed = await talk('002\n2\n2\n1\nGLOBESQL01\ny\n\n0\nquit\n', {repairError});
	t.is(dismissed.seen.applied, 0);
	t.regex(dismissed.output, /own login[\s\S]*Nothing was written\./v);
});

test('a read-only profile is not asked for a value', async t => {
	const {seen, output} = await talk('002\n2\n0\nquit\n', {profile: {...sampleProfile, readOnly: true}});
	t.regex(output, /read-only: nothing is changed/v);
	t.is(seen.applied, 0);
});

test('quit ends it inside a division too, help explains, and the sentences are whole', async t => {
	const {output, code} = await talk('help\n001\nhelp\nquit\n002\n');
	t.is(code, 0);
	t.notRegex(output, /no division help|no choice/v);
	t.regex(output, /quit ends baco\.[\s\S]*Division 001, Delta Bike Nederland B\.V\.; database/v);
	t.notRegex(output, /Division 002/v);
	t.is(output.split('12 divisions.').length, 2, 'the list is not read again');
});

test('a filter has every word of it, as in the command', async t => {
	const {output} = await talk('/b.v. delta parts\nquit\n');
	t.regex(output, /1 division\.\n1\. 005 Delta Parts/v);
});

test('all divisions, filter, wrong answers, and the end of the input', async t => {
	const {output, code} = await talk('/parts\n77\nall\n');
	t.is(code, 0);
	t.regex(output, /1 division\./v);
	t.regex(output, /There is no division 77\./v);
	t.regex(output, /Tested 1: 1 pass, 0 warn, 0 fail\./v);
});

test('no connection: cause and fix, and another try', async t => {
	const {output, seen} = await talk('1\nquit\n', {openErrors: [new Error('no way')]});
	t.regex(output, /Error BUG-1/v);
	t.regex(output, /Cause: /v);
	t.regex(output, /Fix: /v);
	t.is(seen.opened.length, 2);
	t.regex(output, /12 divisions\./v);
});

test('which terminals get the plain console', t => {
	const streams = (isTTY: boolean) => ({stdin: {isTTY: true}, stdout: {isTTY}}) as unknown as Streams;
	const terminal = streams(true);
	t.false(isPlain(terminal, {TERM: 'xterm', CI: 'true'}));
	t.true(isPlain(terminal, {TERM: 'dumb'}));
	t.true(isPlain(terminal, {ACCESSIBLE: '1'}));
	t.true(isPlain(terminal, {INK_SCREEN_READER: 'true'}));
	t.false(isPlain(terminal, {ACCESSIBLE: '0'}));
	t.true(isPlain(streams(false), {}));
});

test('no terminal and no --plain is refused', async t => {
	const {profiles} = sampleProfiles();
	const error = await t.throwsAsync(runConsole({
		profiles, streams: {stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough()} as unknown as Streams, signal: new AbortController().signal,
	}));
	t.is((error as {id?: string}).id, 'TERMINAL-NONE');
});

test('sort puts the divisions in another order, log reads the statements', async t => {
	const {output} = await talk('sort\n2\nsort\n2\nlog bedryf\nlog nowhere\nquit\n');
	t.regex(output, /By name\.\n12 divisions\.\n1\. 002 Delta Bike Belgie N\.V\./v);
	t.regex(output, /By name, last first\.\n12 divisions\.\n1\. 006 Delta Rental B\.V\./v);
	t.regex(output, /The last 1 of 1 statements:\n.*Z, SYNSQL01 Synergy: SELECT bedrnr, bedrnm FROM dbo\.bedryf, with @p1 001: 1 row, 3 ms\./v);
	t.regex(output, /There is no such statement\./v);
});
