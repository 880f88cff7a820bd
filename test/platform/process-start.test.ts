import {once} from 'node:events';
import {spawn} from 'node:child_process';
import process from 'node:process';
import test from 'ava';
import {
	isSameProcess,
	isSameProcessLately,
	canBeAlive,
	processStart,
} from '../../source/platform/process-start.js';

const withStart = process.platform === 'win32' ? test.skip : test;

withStart('knows a living process from another one with its number', async t => {
	const start = await processStart(process.pid);
	t.not(start, undefined);
	t.is(await processStart(process.pid), start);
	t.true(await isSameProcess(process.pid, start));
	t.false(await isSameProcess(process.pid, `${start} not`));
	t.not(await processStart(process.ppid), start);
});

test('a process that ended is no process', async t => {
	const child = spawn(process.execPath, ['--eval', '']);
	const {pid} = child;
	const exit = once(child, 'exit');
	const start = await processStart(pid!);
	await exit;
	t.false(await isSameProcess(pid!, start ?? 'before'));
	t.is(await processStart(pid!), undefined);
});

test('a number alone proves nothing, though it may be alive', async t => {
	t.false(await isSameProcess(process.pid, undefined));
	t.true(await canBeAlive(process.pid, undefined));
	t.false(await canBeAlive(2 ** 30, undefined));
});

test('Windows is asked by PowerShell; where it cannot tell, nothing is proven', async t => {
	const scripts: string[] = [];
	const windows = (answer: string) => ({
		platform: 'win32' as const,
		async ask(script: string) {
			scripts.push(script);
			return answer;
		},
	});
	t.is(await processStart(4711, windows('134000000000000001\r\n')), '134000000000000001');
	t.deepEqual(scripts, ['(Get-CimInstance Win32_Process -Filter \'ProcessId=4711\').CreationDate.ToFileTimeUtc()']);
	t.is(await processStart(4711, windows('')), undefined);
	t.true(await isSameProcess(process.pid, '1', windows('1\r\n')));
	t.false(await isSameProcess(process.pid, '1', windows('2\r\n')));
	t.false(await isSameProcess(process.pid, '1', windows('')));
	t.false(await isSameProcess(process.pid, undefined, windows('1')));
	// Its number alone is looked at, without asking.
	scripts.length = 0;
	t.true(await canBeAlive(process.pid, '1', windows('2')));
	t.deepEqual(scripts, []);
});

test('what is shown again and again asks Windows once', async t => {
	let asked = 0;
	const source = {
		platform: 'win32' as const,
		async ask() {
			asked++;
			return '77';
		},
	};
	t.true(await isSameProcessLately(process.pid, '77', source));
	t.true(await isSameProcessLately(process.pid, '77', source));
	t.is(asked, 1);
	t.false(await isSameProcessLately(process.pid, '78', source));
	t.false(await isSameProcessLately(2 ** 30, '77', source));
	t.false(await isSameProcessLately(process.pid, undefined, source));
	t.is(asked, 2);
});
