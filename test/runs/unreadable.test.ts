import {
	mkdir,
	rm,
	utimes,
	writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {processStart} from '../../source/platform/process-start.js';
import {followLog} from '../../source/runs/follow-log.js';
import {
	readRecord,
	readStatus,
	recordFile,
	writeRecord,
} from '../../source/runs/store/record-file.js';
import {runFolder} from '../../source/runs/store/run-folder.js';
import {settle} from '../../source/runs/store/settle.js';
import {temporaryHome} from '../home.js';
import {until} from './run-home.js';
import {sampleRecord} from './sample-record.js';

const id = '20260101-120000-aaaa';

/** A run that began an hour ago. */
const goingOn = async (t: ExecutionContext) => {
	await temporaryHome(t);
	const own = {pid: process.pid, start: await processStart(process.pid)};
	const record = sampleRecord({
		id, state: 'running', host: os.hostname(), supervisor: {...own, start: undefined}, child: own, endedAt: null, exitCode: null, startedAt: new Date(Date.now() - 3_600_000).toISOString(),
	});
	await writeRecord(record);
	return {record, status: path.join(runFolder(id), 'status.json')};
};

test.serial('a status that cannot be read at the moment makes no run lost: its time is the heart-beat', async t => {
	const {record, status} = await goingOn(t);
	await writeFile(status, '{"at":"2026-');
	const settled = await settle(record);
	t.is(settled.state, 'running');
	await utimes(status, new Date(0), new Date(0));
	const silent = await settle(record);
	t.is(silent.state, 'lost');
});

test.serial('a file in the middle of being replaced is looked at again; one that is not there is not', async t => {
	const {status} = await goingOn(t);
	t.is(await readStatus(id), undefined);
	await writeFile(status, '{"at":');
	const reading = readStatus(id);
	await writeFile(status, '{"at":"2026-01-01T12:00:00.000Z"}');
	t.like(await reading, {at: '2026-01-01T12:00:00.000Z'});
});

test.serial('a log is followed on while the record cannot be read and the supervisor tells that it lives', async t => {
	const {record, status} = await goingOn(t);
	await writeFile(status, JSON.stringify({at: new Date().toISOString()}));
	await rm(recordFile(id));
	// What Windows refuses to read for a moment stands as a folder here.
	await mkdir(recordFile(id));
	t.is(await readRecord(id), undefined);
	let isEnded = false;
	const ending = new AbortController();
	const following = (async () => {
		for await (const _ of followLog(id, ending)) {} // eslint-disable-line no-empty -- only its end counts
		isEnded = true;
	})();
	await readRecord(id);
	t.false(isEnded);
	await rm(recordFile(id), {recursive: true});
	await writeRecord({...record, state: 'succeeded', endedAt: new Date().toISOString()});
	await until(() => isEnded, 'the end of the log');
	await following;
});
