import process from 'node:process';
import test from 'ava';
import {runPasswordCommand} from '../../source/credentials/password-command.js';
import {keepSecret} from '../../source/platform/redact.js';
import {BacoError} from '../../source/problems/baco-error.js';

const node = (script: string, ...parameters: readonly string[]) => [process.execPath, '-e', script, '--', ...parameters];

test('takes the first line, whatever is in it', async t => {
	t.is(await runPasswordCommand(node(String.raw`console.log("  p$&\"é  \nuser: x")`, '{name}'), 'prod/baco'), '  p$&"é  ');
});

test('gives the name as it is, without a shell', async t => {
	t.is(await runPasswordCommand(node('console.log(process.argv[1])', 'x/{name}'), String.raw`prod/baco@SRV\SQL$&`), String.raw`x/prod/baco@SRV\SQL$&`);
	t.is(await runPasswordCommand(node('console.log(process.argv[1])', '{name};$(id)'), 'prod/operator'), 'prod/operator;$(id)');
});

test('a command without the name counts for the operator only', async t => {
	const command = node('console.log("one password")');
	t.is(await runPasswordCommand(command, 'prod/operator'), 'one password');
	t.is(await runPasswordCommand(command, 'prod/baco'), undefined);
	t.is(await runPasswordCommand(command, 'prod/baco@SRV'), undefined);
});

test('nothing printed is no password', async t => {
	t.is(await runPasswordCommand(node('', '{name}'), 'prod/baco'), undefined);
});

test('a failing command is an error with what it said, bounded and redacted', async t => {
	keepSecret('leaked-secret');
	const script = String.raw`process.stderr.write("no entry, leaked-secret\n" + "x".repeat(5000)); process.exitCode = 3`;
	const failure = await t.throwsAsync<BacoError>(runPasswordCommand(node(script, '{name}'), 'prod/baco'), {instanceOf: BacoError});
	t.is(failure.id, 'SECRET-COMMAND');
	t.regex(failure.message, /exit code 3, "no entry, \*\*\* x/v);
	t.true(failure.message.length < 700);
});

test('for one server only, a failing command means that there is no own password', async t => {
	t.is(await runPasswordCommand(node('process.exitCode = 1', '{name}'), 'prod/baco@SRV'), undefined);
});

test('a program that is missing, or does not end, is named', async t => {
	const missing = await t.throwsAsync<BacoError>(runPasswordCommand(['/no/such/program'], 'prod/operator'), {instanceOf: BacoError});
	t.regex(missing.message, /there is no such program/v);
	const slow = await t.throwsAsync<BacoError>(runPasswordCommand(node('setInterval(() => {}, 1000)'), 'prod/operator', {timeoutMs: 300}), {instanceOf: BacoError});
	t.regex(slow.message, /did not end in 0\.3 s/v);
});
