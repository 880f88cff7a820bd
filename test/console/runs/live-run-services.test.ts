import {mkdir} from 'node:fs/promises';
import test from 'ava';
import {runServicesOf} from '../../../source/console/live-run-services.js';
import {writeRecord} from '../../../source/runs/store/record-file.js';
import {runFolder} from '../../../source/runs/store/run-folder.js';
import type {Workspace} from '../../../source/workspace/contract.js';
import {temporaryHome} from '../../home.js';
import {sampleRecord} from '../../runs/sample-record.js';

test.serial('the history has all runs that are kept, so that its filters miss none', async t => {
	await temporaryHome(t);
	const ids = Array.from({length: 320}, (_, index) => `20261127-12${String(Math.floor(index / 60)).padStart(2, '0')}${String(index % 60).padStart(2, '0')}-abcd`);
	for (const id of ids) {
		await mkdir(runFolder(id), {recursive: true}); // eslint-disable-line no-await-in-loop
		await writeRecord(sampleRecord({id})); // eslint-disable-line no-await-in-loop
	}

	const services = runServicesOf({profile: {name: 'test'}} as unknown as Workspace);
	const {runs} = await services.runs();
	t.deepEqual(runs.map(({id}) => id), ids.toReversed());
});
