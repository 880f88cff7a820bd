import {mkdir, readFile, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import {typedPath} from '../../source/console/text/typed-path.js';
import type {BacoError} from '../../source/problems/baco-error.js';
import {saveLog} from '../../source/runs/save-log.js';
import {runFolder} from '../../source/runs/store/run-folder.js';
import {temporaryHome} from '../home.js';

const id = '20261127-120000-aaaa';

test.serial('the log is written into one new file; a name that cannot be used is refused with its cause', async t => {
	const home = await temporaryHome(t);
	await mkdir(runFolder(id), {recursive: true});
	await writeFile(path.join(runFolder(id), 'log-0000000001.txt'), '2026-11-27T12:00:00.000Z o one\n');
	await writeFile(path.join(runFolder(id), 'log-0000000002.txt'), '2026-11-27T12:00:01.000Z e two\n');
	const file = path.join(home, 'saved.log');
	t.is(await saveLog(id, file), file);
	t.is(await readFile(file, 'utf8'), '2026-11-27T12:00:00.000Z one\n2026-11-27T12:00:01.000Z err| two\n');
	const fails = async (name: string) => t.throwsAsync<BacoError>(saveLog(id, name));
	const there = await fails(file);
	t.is(there.id, 'REPORT-EXISTS');
	t.notRegex(there.explanation.fix, /force/v);
	const folder = await fails(home);
	t.is(folder.id, 'REPORT-WRITE');
	t.regex(folder.explanation.cause, /It is a folder/v);
	const lost = await fails(path.join(home, 'none', 'x.log'));
	t.regex(`${lost.explanation.summary} ${lost.explanation.cause}`, /The log cannot be written to .* Its folder does not exist\./v);
});

test('the home folder is meant by ~ where no shell puts it there', t => {
	t.is(typedPath(' ~/x.log '), `${os.homedir()}/x.log`);
	t.is(typedPath('~x.log'), '~x.log');
	t.is(typedPath('a~/x.log'), 'a~/x.log');
});
