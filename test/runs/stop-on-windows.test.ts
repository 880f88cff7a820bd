import {PassThrough} from 'node:stream';
import process from 'node:process';
import test from 'ava';
import {openStopper, type Stoppable} from '../../source/runs/supervisor/stop-job.js';
import {until} from './run-home.js';

const noProcess = 2 ** 30;

const stopping = (job: Partial<Stoppable>) => {
	const stages: string[] = [];
	const stopper = openStopper('20260101-120000-aaaa', {pid: noProcess, ...job}, async ({stage}) => {
		stages.push(stage);
	}, 'win32');
	stopper.request('cancel', 'mia', 'ask');
	return {stopper, stages};
};

test('a job of Windows that reads no word is terminated at once', t => {
	const {stages} = stopping({isStill: async () => false});
	t.deepEqual(stages, ['terminated']);
});

test('one that reads its input is asked by a word there', t => {
	const stdin = new PassThrough();
	const {stages} = stopping({stdin});
	t.deepEqual(stages, ['asked']);
	t.regex(String(stdin.read()), /"stop":true/v);
});

// There is no taskkill here, and on Windows none that finds the process: both say no.
(process.platform === 'win32' ? test.skip : test)('what cannot be terminated is killed without waiting', async t => {
	const {stopper, stages} = stopping({});
	await until(async () => {
		await stopper.tick();
		return stages.includes('killed');
	}, 'the kill');
	t.deepEqual(stages.slice(0, 2), ['terminated', 'killed']);
});
