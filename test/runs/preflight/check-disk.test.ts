import path from 'node:path';
import test from 'ava';
import {checkDisk, type Room} from '../../../source/runs/preflight/check-disk.js';
import {refusalOf} from '../../../source/runs/preflight/refusal.js';
import {findJob} from '../../../source/runs/catalogue/find-job.js';
import {temporaryFolder} from '../../home.js';

const megabyte = 1024 ** 2;
const look = (free: number) => async (): Promise<Room> => ({bavail: free / 4096, bsize: 4096});

test('a disk without room for the record and the start of the log keeps a run from being started', async t => {
	const check = await checkDisk({folder: '/var/lib/baco/runs', look: look(2 * megabyte)});
	t.is(check.status, 'fail');
	t.is(check.detail, '2.0 MiB (2097152 bytes) free in /var/lib/baco/runs, the record and the start of the log need 9.0 MiB');
	t.deepEqual(check.evidence, {
		folder: '/var/lib/baco/runs', freeBytes: 2_097_152, leastBytes: 9 * megabyte, mostBytes: 257 * megabyte,
	});
	const job = findJob('baco-importer');
	t.like(refusalOf({job}, [check]), {id: 'JOB-NO-ROOM', exitCode: 1});
	t.is(refusalOf({job}, [check], {isForced: true}), undefined);
});

test('one that a long log would fill is warned of', async t => {
	t.like(await checkDisk({look: look(100 * megabyte)}), {status: 'warn'});
	t.like(await checkDisk({look: look(10_000 * megabyte)}), {status: 'pass'});
});

test('before the first run the folder above tells; what is not known is skipped', async t => {
	const folder = path.join(await temporaryFolder(t), 'state', 'runs');
	const check = await checkDisk({folder});
	t.not(check.status, 'skipped');
	t.true(Number(check.evidence?.freeBytes) > 0);
	const denied = await checkDisk({
		folder, async look() {
			throw Object.assign(new Error('denied'), {code: 'EACCES'});
		},
	});
	t.like(denied, {status: 'skipped'});
	t.regex(denied.detail, /EACCES/v);
});

test('what a start is refused with has the exit code of its cause', t => {
	const job = findJob('baco-importer');
	const fault = {
		title: 'x', status: 'fail', detail: 'y', fix: '',
	} as const;
	t.is(refusalOf({job}, [{...fault, id: 'RUNNING', evidence: {id: 'r'}}], {isForced: true})?.exitCode, 6);
	t.is(refusalOf({job}, [{...fault, id: 'DIVISIONS'}])?.exitCode, 2);
	t.is(refusalOf({job}, [{...fault, id: 'SYNERGY', exitCode: 4}])?.exitCode, 4);
	t.is(refusalOf({job}, [{...fault, id: 'SYNERGY', exitCode: 5}])?.exitCode, 5);
	t.is(refusalOf({job}, [{...fault, id: 'DISK', status: 'warn'}]), undefined);
});
