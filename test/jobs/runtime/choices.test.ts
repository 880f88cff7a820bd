import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {choice} from '../../../jobs/runtime/choices.js';
import {temporaryFolder} from '../../home.js';

test('a list that must not be empty, or of the wrong kind, is refused; one that may be is taken', async t => {
	const folder = await temporaryFolder(t);
	await mkdir(path.join(folder, 'configuration'), {recursive: true});
	await writeFile(path.join(folder, 'configuration', 'job-choices.json'), '{"ledgerTypes": [], "excelOpenStates": ["1"], "pendingOrigins": []}');
	process.env.BACO_HOME = folder;
	t.throws(() => choice('ledgerTypes'), {message: /ledgerTypes must list one or more like "N"/v});
	t.throws(() => choice('excelOpenStates'), {message: /excelOpenStates must list one or more like 1/v});
	t.deepEqual(choice('pendingOrigins'), []);
	t.is(choice('excelOrigin'), 'Z');
});
