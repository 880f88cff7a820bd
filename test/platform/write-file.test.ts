import {
	mkdir,
	readdir,
	readFile,
	stat,
	writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {execa} from 'execa';
import {writeFileDurably} from '../../source/platform/write-file.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {temporaryFolder} from '../home.js';

const moduleFile = fileURLToPath(new URL('../../source/platform/write-file.js', import.meta.url));

test('a file is replaced as a whole, private, and nothing is left beside it', async t => {
	const folder = path.join(await temporaryFolder(t), 'new', 'deep');
	const file = path.join(folder, 'x.json');
	await writeFileDurably(file, 'one');
	await writeFileDurably(file, 'two');
	t.is(await readFile(file, 'utf8'), 'two');
	t.deepEqual(await readdir(folder), ['x.json']);
	const details = await stat(file);
	t.is(details.mode.toString(8).slice(-3), '600');
	const folderDetails = await stat(folder);
	t.is(folderDetails.mode.toString(8).slice(-3), '700');
});

test('what cannot be written says why, and the old content stays', async t => {
	const folder = await temporaryFolder(t);
	await writeFile(path.join(folder, 'file'), 'x');
	const failure = await t.throwsAsync<BacoError>(writeFileDurably(path.join(folder, 'file', 'below.json'), 'x'), {instanceOf: BacoError});
	t.is(failure.id, 'FILE-WRITE');
	t.regex(failure.message, /ENOTDIR|EEXIST/v);

	await mkdir(path.join(folder, 'taken'));
	await t.throwsAsync(writeFileDurably(path.join(folder, 'taken'), 'x'), {instanceOf: BacoError});
	const names = await readdir(folder);
	t.deepEqual(names.toSorted(), ['file', 'taken']);
});

// A limit on the size of files stands for a disk that is full in the middle of a write.
test('a write that breaks off half-way leaves the old file and no piece of the new one', async t => {
	const folder = await temporaryFolder(t);
	const file = path.join(folder, 'x.json');
	await writeFileDurably(file, 'old');
	const script = `
		const {writeFileDurably} = await import(${JSON.stringify(moduleFile)});
		process.on('SIGXFSZ', () => {});
		try {
			await writeFileDurably(${JSON.stringify(file)}, 'n'.repeat(1_000_000));
			console.log('written');
		} catch (error) {
			console.log(error.id, error.message);
		}`;
	const {stdout} = await execa('sh', ['-c', 'ulimit -f 8; exec "$0" --input-type=module -e "$1"', process.execPath, script]);
	t.is(stdout, `FILE-WRITE ${file} cannot be written: EFBIG. What it held before is unchanged.`);
	t.is(await readFile(file, 'utf8'), 'old');
	t.deepEqual(await readdir(folder), ['x.json']);
});

test('a disk without room is named as such', t => {
	const {explanation} = new BacoError('FILE-WRITE', {file: 'x', code: 'ENOSPC'});
	t.is(explanation.cause, 'The disk is full.');
	t.regex(explanation.fix, /Free some space/v);
	t.regex(new BacoError('REPORT-WRITE', {file: 'x', code: 'ENOSPC'}).explanation.fix, /Free some space/v);
});
