import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import test from 'ava';
import type {Streams} from '../../../source/commands/command.js';
import type {Dialogue} from '../../../source/console/plain/dialogue.js';
import {followAloud} from '../../../source/console/plain/runs-dialogue.js';
import {runConsole} from '../../../source/console/run-console.js';
import {jobs} from '../../../source/runs/catalogue/jobs.js';
import {sampleRecord} from '../../runs/sample-record.js';
import {sampleProfiles} from '../sample-services.js';
import {sampleLog, sampleRunServices, type SampleRunOptions} from './sample-run-services.js';

const talk = async (answers: readonly string[], options: SampleRunOptions = {}) => {
	const sample = sampleRunServices(options);
	const {profiles} = sampleProfiles({runs: sample.services});
	const stdin = new PassThrough();
	let output = '';
	// eslint-disable-next-line unicorn/prefer-event-target -- stands for a stream of Node
	const stdout = Object.assign(new EventEmitter(), {
		write(text: string) {
			output += text;
			return true;
		},
	});
	stdin.end(`${answers.join('\n')}\n`);
	await runConsole({
		profile: 'delta-prod', profiles, plain: true, streams: {stdin, stdout, stderr: stdout} as unknown as Streams, signal: new AbortController().signal,
	});
	return {...sample, output};
};

const numberOf = (id: string) => String(jobs.findIndex(job => job.id === id) + 1);

test('a job is found by number, run dry, and for real after that', async t => {
	const {output, seen} = await talk(['jobs', numberOf('log-handler'), '1', '1', '1', 'y', '2', 'y', 'quit'], {ends: {counts: {read: 9, written: 4, rejected: 0}, message: '4 rows.'}, log: sampleLog('reading', '!a warning')});
	t.false(output.includes('\u{1B}'));
	t.regex(output, /17\. LogHandler, System, never run here, next start none seen/v);
	t.regex(output, /It deletes: .* Run it dry first\./v);
	t.regex(output, /Type y to start LogHandler as a dry run, which writes nothing:/v);
	t.regex(output, /reading\nstderr: a warning\nRun 20261127-130001-abcd succeeded: 4 rows\. \(9 read, 4 would be written, 0 would be rejected\)/v);
	t.regex(output, /Careful: it deletes\./v);
	t.deepEqual(seen.started.map(({dryRun}) => dryRun), [true, false]);
});

test('each parameter is asked until it can be taken; nothing is started without y', async t => {
	const {output, seen} = await talk(['jobs', numberOf('baco-replicator2'), '1', '1', '', '999', '001,', '001', ...Array.from({length: 8}, () => ''), 'quit']);
	t.regex(output, /\/C: is missing\./v);
	t.regex(output, /\/C: 999 is not in the list of divisions\./v);
	t.regex(output, /\/C: has an empty place between two commas\./v);
	t.is(seen.started.length, 0);
});

test('the runs are listed, filtered, shown with their log, and stopped', async t => {
	const runs = [
		sampleRecord({
			id: '20261127-120000-aaaa', divisions: ['100'], state: 'running', message: null, endedAt: null, durationMs: null,
		}),
		sampleRecord({
			id: '20261127-110000-bbbb', job: 'log-handler', state: 'failed', message: 'No table.',
		}),
	];
	const {output, seen} = await talk(['runs', '3', 'job:importer division:100', '1', '2', '0', '0', 'quit'], {runs});
	t.regex(output, /2 of 2 runs\./v);
	t.regex(output, /1 of 2 runs with job:importer division:100\./v);
	t.regex(output, /20261127-120000-aaaa {2}baco-importer {2}RUNNING/v);
	t.deepEqual(seen.stopped, ['ask 20261127-120000-aaaa']);
});

test('of a lost run whose job lives the log says once what it is and what ends it', async t => {
	const id = '20261127-120000-aaaa';
	const orphans = [id];
	const lost = sampleRecord({
		id, state: 'lost', message: 'Its supervisor was ended.', endedAt: null, durationMs: null,
	});
	const sample = sampleRunServices({runs: [lost], orphans, log: sampleLog('working')});
	const said: string[] = [];
	let looks = 0;
	const services = {
		...sample.services,
		async look(wanted: string) {
			looks++;
			if (looks === 3) {
				orphans.pop();
			}

			return sample.services.look(wanted);
		},
	};
	const dialogue = {
		signal: new AbortController().signal,
		say(...lines: readonly string[]) {
			said.push(...lines);
		},
	};
	await followAloud(dialogue as unknown as Dialogue, services, id);
	t.deepEqual(said, [
		'working',
		`${id} is lost: process 1 still lives, but nobody watches it or writes its log any more. baco runs cancel ${id} ends it.`,
		`Run ${id} lost: Its supervisor was ended. (100 read, 98 written, 2 rejected)`,
	]);
});

test('what a run was doing last is not said once it is over', async t => {
	const status = {
		at: '2026-11-27T12:00:05.000Z', progress: {
			done: 4, total: 5, unit: 'checks', division: null, phase: 'looking',
		}, counts: {read: 1, written: 0, rejected: 0}, rate: null, cpu: null, memory: null, logLines: 1, lostLines: 0, stop: null,
	} as unknown as NonNullable<SampleRunOptions['status']>;
	const over = await talk(['runs', '1', '0', '0', 'quit'], {runs: [sampleRecord({})], status});
	t.notRegex(over.output, /Doing:/v);
	const going = await talk(['runs', '1', '0', '0', 'quit'], {
		runs: [sampleRecord({
			state: 'running', message: null, endedAt: null, durationMs: null,
		})], status,
	});
	t.regex(going.output, /Doing: looking 4 of 5 checks\./v);
});

test('a job that is not used any more is explained and not offered', async t => {
	const {output, seen} = await talk(['jobs', numberOf('hr-bg-proj'), '1', '0', 'quit']);
	t.regex(output, /Not used since batch 285/v);
	t.notRegex(output, /1\. launch/v);
	t.regex(output, /Nothing of it was found\./v);
	t.is(seen.started.length, 0);
});
