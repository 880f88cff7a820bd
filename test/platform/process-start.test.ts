import {once} from 'node:events';
import {spawn} from 'node:child_process';
import process from 'node:process';
import test from 'ava';
import {isSameProcess, processStart} from '../../source/platform/process-start.js';

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
	const start = await processStart(pid!);
	await once(child, 'exit');
	t.false(await isSameProcess(pid!, start));
	t.is(await processStart(pid!), undefined);
});
