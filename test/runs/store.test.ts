import {
	access,
	mkdir,
	readdir,
	rm,
	writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {processStart} from '../../source/platform/process-start.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {RunRecord} from '../../source/runs/contract.js';
import {findRun, findRuns, listRuns} from '../../source/runs/store/list-runs.js';
import {logStart, readLog} from '../../source/runs/store/read-log.js';
import {pruneRuns} from '../../source/runs/store/prune-runs.js';
import {recordFile, writeRecord} from '../../source/runs/store/record-file.js';
import {newRunId, runFolder, runsFolder} from '../../source/runs/store/run-folder.js';
import {isOrphaned, settle} from '../../source/runs/store/settle.js';
import {openLogWriter} from '../../source/runs/store/write-log.js';
import {temporaryFolder, temporaryHome} from '../home.js';
import {sampleRecord} from './sample-record.js';

test('a log that changes its file is read through all of them', async t => {
	const folder = await temporaryFolder(t);
	const log = openLogWriter(folder, {fileBytes: 200, files: 100});
	for (let number = 1; number <= 50; number++) {
		// eslint-disable-next-line no-await-in-loop -- one after another is the point
		await log.write(number % 2 === 0 ? 'err' : 'out', [`line ${number}`]);
	}

	await log.close();
	const names = await readdir(folder);
	t.true(names.length > 5);
	const {lines} = await readAll(folder);
	t.deepEqual(lines.map(({text}) => text), Array.from({length: 50}, (_, index) => `line ${index + 1}`));
	t.deepEqual(lines.map(({number}) => number), Array.from({length: 50}, (_, index) => index + 1));
	t.is(lines[1]!.stream, 'err');
});

test('files beyond the limit go, oldest first, and a reader is told how many lines went', async t => {
	const folder = await temporaryFolder(t);
	const log = openLogWriter(folder, {fileBytes: 100, files: 3});
	await log.write('out', ['first']);
	const begun = await readLog(folder, logStart);
	for (let number = 2; number <= 40; number++) {
		// eslint-disable-next-line no-await-in-loop -- one after another is the point
		await log.write('out', [`line ${number}`]);
	}

	await log.close();
	const names = await readdir(folder);
	t.is(names.length, 3);
	const {lines, skipped} = await readAll(folder, begun.position);
	t.is(lines.at(-1)!.text, 'line 40');
	t.is(skipped + lines.length, 39);
	t.is(lines[0]!.number, skipped + 2);
});

test('lines that cannot be written are counted, with when and why, and the log says where they are missing', async t => {
	const folder = path.join(await temporaryFolder(t), 'not yet there');
	const times = ['2026-11-27T12:00:00.000Z', '2026-11-27T12:00:01.000Z', '2026-11-27T12:00:02.000Z', '2026-11-27T12:00:03.000Z'];
	const log = openLogWriter(folder, {now: () => new Date(times.shift()!)});
	await log.write('out', ['one', 'two']);
	await log.write('out', ['three']);
	t.deepEqual(log.gaps(), [{
		lines: 3, after: 0, from: '2026-11-27T12:00:00.000Z', to: null, reason: 'ENOENT',
	}]);
	await mkdir(folder);
	await log.write('out', ['four']);
	await log.close();
	t.is(log.lost(), 3);
	t.like(log.gaps(), [{lines: 3, to: '2026-11-27T12:00:02.000Z'}]);
	const {lines} = await readAll(folder);
	t.deepEqual(lines.map(({stream, number}) => `${stream} ${number}`), ['note 1', 'out 2']);
	t.regex(lines[0]!.text, /^3 lines are missing after line 0, from .* to .*: they could not be written \(ENOENT\)\.$/v);
	t.is(log.lines(), 2);
});

test.serial('runs are found by a part of their name, and listed with filters', async t => {
	await temporaryHome(t);
	const error = await t.throwsAsync(findRun('last'), {instanceOf: BacoError});
	t.regex(error.explanation.cause, /No job was run/v);
	const ids = ['20260101-120000-aaaa', '20260102-120000-bbbb', '20260102-130000-cccc'] as const;
	await writeRecord(sampleRecord({id: ids[0], job: 'log-handler', divisions: []}));
	await writeRecord(sampleRecord({id: ids[1], divisions: ['001']}));
	await writeRecord(sampleRecord({
		id: ids[2], divisions: ['002'], state: 'failed', exitCode: 1,
	}));
	const idOf = async (name: string) => {
		const {id} = await findRun(name);
		return id;
	};

	t.is(await idOf('last'), ids[2]);
	t.is(await idOf('20260101'), ids[0]);
	t.is(await idOf('bbbb'), ids[1]);
	await t.throwsAsync(findRun('20260102'), {instanceOf: BacoError, message: /may be/v});
	const listed = async (filter: Parameters<typeof listRuns>[0]) => {
		const runs = await listRuns(filter);
		return runs.map(({id}) => id);
	};

	t.deepEqual(await listed({}), ids.toReversed());
	t.deepEqual(await listed({job: 'log-handler'}), [ids[0]]);
	t.deepEqual(await listed({division: '001', job: 'baco-importer'}), [ids[1]]);
	t.deepEqual(await listed({states: ['failed']}), [ids[2]]);
	t.deepEqual(await listed({since: new Date('2026-01-02T12:30:00Z')}), [ids[2]]);
	t.deepEqual(await listed({limit: 1}), [ids[2]]);
});

test.serial('old and surplus runs are removed, never one that goes on', async t => {
	await temporaryHome(t);
	const now = Date.now();
	const idAt = (daysAgo: number) => newRunId(new Date(now - (daysAgo * 86_400_000)));
	const alive = {pid: process.pid, start: await processStart(process.pid)};
	const record = (daysAgo: number, rest: Partial<RunRecord> = {}) => sampleRecord({id: idAt(daysAgo), requestedAt: new Date(now - (daysAgo * 86_400_000)).toISOString(), ...rest});
	const [old, oldRunning, recent, newest] = [
		record(100),
		record(101, {
			state: 'running', supervisor: alive, endedAt: null, exitCode: null,
		}),
		record(2),
		record(1),
	];
	for (const one of [old, oldRunning, recent, newest]) {
		// eslint-disable-next-line no-await-in-loop -- four of them
		await writeRecord(one);
	}

	t.is(await pruneRuns({keepDays: 90, keepCount: 10}), 1);
	await t.throwsAsync(access(runFolder(old.id)));
	t.is(await pruneRuns({keepDays: 90, keepCount: 1}), 1);
	const left = await readdir(runsFolder());
	t.deepEqual(left.toSorted(), [oldRunning.id, newest.id].toSorted());
});

test.serial('where the system tells no start, a living number makes no orphan, and a silent supervisor is lost', async t => {
	await temporaryHome(t);
	const windows = {platform: 'win32' as const, ask: async () => '134000000000000001'};
	const stranger = {pid: process.pid, start: undefined};
	const going = sampleRecord({
		state: 'running', host: os.hostname(), supervisor: stranger, child: stranger, endedAt: null, exitCode: null, startedAt: new Date().toISOString(),
	});
	const settled = await settle(going, windows);
	t.is(settled.state, 'running');
	const silent = {...going, startedAt: new Date(Date.now() - 600_000).toISOString()};
	await writeRecord(silent);
	const lost = await settle(silent, windows);
	t.is(lost.state, 'lost');
	t.not(lost.endedAt, null);
	t.false(await isOrphaned(lost, windows));
	t.false(await isOrphaned({...lost, child: {pid: process.pid, start: '1'}}, windows));
	t.true(await isOrphaned({...lost, child: {pid: process.pid, start: '134000000000000001'}}, windows));
});

test.serial('a damaged record is told with its file, named when it is asked for, and never removed', async t => {
	await temporaryHome(t);
	const [cut, gone, other, sound] = ['20260101-120000-aaaa', '20260101-130000-bbbb', '20260101-140000-cccc', '20260101-150000-dddd'] as const;
	for (const id of [cut, gone, other, sound]) {
		// eslint-disable-next-line no-await-in-loop -- four of them
		await writeRecord(sampleRecord({id, requestedAt: '2026-01-01T12:00:00.000Z'}));
	}

	await writeFile(recordFile(cut), '{"version":1,"id":');
	await rm(recordFile(gone));
	await writeFile(recordFile(other), JSON.stringify({version: 9, id: other}));
	const {runs, damaged} = await findRuns();
	t.deepEqual(damaged, [
		{id: other, file: recordFile(other), reason: 'it is of another version of baco, or of another run'},
		{id: gone, file: recordFile(gone), reason: 'it is missing'},
		{id: cut, file: recordFile(cut), reason: 'it is no whole JSON document'},
	]);
	t.deepEqual(await findRuns({since: new Date('2026-01-01T14:30:00Z')}), {runs, damaged: []});
	const error = await t.throwsAsync(findRun(cut), {instanceOf: BacoError});
	t.is(error.id, 'RUN-DAMAGED');
	t.true(error.explanation.summary.includes(recordFile(cut)));
	t.deepEqual(runs.map(({id}) => id), [sound]);
	t.is(await pruneRuns({keepDays: 1, keepCount: 1}), 1);
	const left = await readdir(runsFolder());
	t.deepEqual(left.toSorted(), [cut, gone, other]);
});

const readAll = async (folder: string, from = logStart) => {
	const lines = [];
	let position = from;
	let skipped = 0;
	for (;;) {
		// eslint-disable-next-line no-await-in-loop -- part after part
		const part = await readLog(folder, position, 64);
		lines.push(...part.lines);
		skipped += part.skipped;
		({position} = part);
		if (part.isAtEnd) {
			return {lines, skipped};
		}
	}
};
