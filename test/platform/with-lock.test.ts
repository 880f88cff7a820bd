import {
	chmod,
	mkdir,
	readdir,
	readFile,
	utimes,
	writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {execa} from 'execa';
import {withLock} from '../../source/platform/with-lock.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {temporaryFolder} from '../home.js';

const moduleFile = fileURLToPath(new URL('../../source/platform/with-lock.js', import.meta.url));

test('processes that change one file at once lose no change', async t => {
	const file = path.join(await temporaryFolder(t), 'count');
	await writeFile(file, '0');
	const script = `
		const {withLock} = await import(${JSON.stringify(moduleFile)});
		const {readFile, writeFile} = await import('node:fs/promises');
		for (let i = 0; i < 15; i++) {
			await withLock(${JSON.stringify(file)}, async () => {
				await writeFile(${JSON.stringify(file)}, String(Number(await readFile(${JSON.stringify(file)}, 'utf8')) + 1));
			});
		}`;
	await Promise.all(Array.from({length: 4}, async () => execa(process.execPath, ['--input-type=module', '-e', script])));
	t.is(await readFile(file, 'utf8'), '60');
});

test('many of one process get their turn in the order they came, however short the patience of each', async t => {
	const file = path.join(await temporaryFolder(t), 'count');
	const order: number[] = [];
	await Promise.all(Array.from({length: 200}, async (_, index) => withLock(file, async () => {
		order.push(index);
		await new Promise(resolve => {
			setTimeout(resolve, 2);
		});
	}, {timeoutMs: 100})));
	t.is(order.length, 200);
	t.deepEqual(order, order.toSorted((one, other) => one - other));
});

test('the lock of a process that is gone is taken over', async t => {
	const file = path.join(await temporaryFolder(t), 'x');
	const {pid} = await execa(process.execPath, ['-e', 'console.log(process.pid)']).then(({stdout}) => ({pid: stdout}));
	await writeFile(`${file}.lock`, `${pid} ${os.hostname()}`);
	t.is(await withLock(file, async () => 'done'), 'done');
});

test('the lock of a running process is respected, and named when it does not end', async t => {
	const file = path.join(await temporaryFolder(t), 'x');
	await writeFile(`${file}.lock`, `${process.pid} ${os.hostname()}`);
	const failure = await t.throwsAsync<BacoError>(withLock(file, async () => 'done', {timeoutMs: 50}), {instanceOf: BacoError});
	t.is(failure.id, 'FILE-BUSY');
	t.true(failure.message.includes(String(process.pid)));
});

test('a lock of another machine is taken over when it is old', async t => {
	const file = path.join(await temporaryFolder(t), 'x');
	await writeFile(`${file}.lock`, '1 elsewhere');
	const past = new Date(Date.now() - 120_000);
	await utimes(`${file}.lock`, past, past);
	t.is(await withLock(file, async () => 'done'), 'done');
});

for (const [title, content] of [['empty', ''], ['cut short', '12']] as const) {
	test(`a lock that is ${title} is nobody's after a second`, async t => {
		const file = path.join(await temporaryFolder(t), 'x');
		await writeFile(`${file}.lock`, content);
		t.is(await withLock(file, async () => 'done', {timeoutMs: 9000}), 'done');
		t.deepEqual(await readdir(path.dirname(file)), []);
	});
}

// A limit on the size of files stands for a full disk.
test('a disk without room for the lock is told as such, of the file itself, and leaves no lock', async t => {
	const file = path.join(await temporaryFolder(t), 'x.json');
	const script = `
		const {withLock} = await import(${JSON.stringify(moduleFile)});
		process.on('SIGXFSZ', () => {});
		await withLock(${JSON.stringify(file)}, async () => console.log('worked')).catch(error => console.log(error.id, error.message));`;
	const {stdout} = await execa('sh', ['-c', 'ulimit -f 0; exec "$0" --input-type=module -e "$1"', process.execPath, script]);
	t.is(stdout, `FILE-WRITE ${file} cannot be written: EFBIG. What it held before is unchanged.`);
	t.deepEqual(await readdir(path.dirname(file)), []);
});

test('the lock is given back when the work fails', async t => {
	const file = path.join(await temporaryFolder(t), 'x');
	await t.throwsAsync(withLock(file, async () => {
		throw new Error('no');
	}), {message: 'no'});
	t.is(await withLock(file, async () => 'done', {timeoutMs: 50}), 'done');
});

test('a folder that cannot be made is a clear error', async t => {
	const folder = await temporaryFolder(t);
	await writeFile(path.join(folder, 'file'), '');
	await mkdir(path.join(folder, 'other'));
	const failure = await t.throwsAsync<BacoError>(withLock(path.join(folder, 'file', 'x'), async () => 'done'), {instanceOf: BacoError});
	t.is(failure.id, 'FILE-WRITE');
});

// A folder without the right to write gives the code that Windows gives for a lock in the middle of its removal. Root has every right, so it is given up.
(process.platform === 'win32' ? test.skip : test)('on Windows a refused lock counts as taken for a while, then the real error is told', async t => {
	const folder = await temporaryFolder(t);
	await chmod(folder, 0o555);
	const script = `
		const {withLock} = await import(${JSON.stringify(moduleFile)});
		if (process.getuid() === 0) {
			process.setuid(65534);
		}

		const lock = platform => withLock(${JSON.stringify(path.join(folder, 'x'))}, async () => 'done', {timeoutMs: 50, platform}).catch(error => error.id + ' ' + error.message);
		console.log(await lock('win32'));
		setTimeout(() => console.log('later'), 20);
		console.log(await lock('win32'));
		console.log(await lock('linux'));`;
	const {stdout} = await execa(process.execPath, ['--input-type=module', '-e', script]);
	const refused = /^FILE-WRITE .* cannot be written: EACCES/v;
	const [first, later, second, third] = stdout.split('\n', 4);
	t.is(later, 'later');
	for (const line of [first, second, third]) {
		t.regex(line!, refused);
	}
});
