import {
	appendFile,
	mkdir,
	readFile,
	stat,
	symlink,
	writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {execa} from 'execa';
import {openAuditLog, readAuditFile} from '../../source/audit/audit-log.js';
import type {AuditRecord} from '../../source/audit/contract.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {temporaryFolder} from '../home.js';

const auditModule = fileURLToPath(new URL('../../source/audit/audit-log.js', import.meta.url));

const record = (id: string, outcome: AuditRecord['outcome'] = 'pending'): AuditRecord => ({
	id,
	at: '2026-11-22T10:00:00.000Z',
	profile: 'prod',
	operator: {system: 'eve', login: 'operator'},
	action: 'access-server.repair',
	division: '120',
	target: {
		server: 'SQL01', database: '120', table: 'BacoAccessServers', rowId: 2, column: 'MachineName',
	},
	before: 'OLD',
	after: 'NEW',
	statement: 'UPDATE ...',
	outcome,
});

test('the latest state of each record, newest first', async t => {
	const file = path.join(await temporaryFolder(t), 'state', 'audit.ndjson');
	const log = openAuditLog(file);
	t.deepEqual(await log.list(), []);
	await log.append(record('a'));
	await log.append(record('b'));
	await log.append(record('a', 'done'));
	const records = await log.list();
	t.deepEqual(records.map(({id, outcome}) => [id, outcome]), [['b', 'pending'], ['a', 'done']]);
	const details = await stat(file);
	t.is(details.mode.toString(8).slice(-3), '600');
	const text = await readFile(file, 'utf8');
	t.is(text.split('\n').length, 4);
});

test('a line torn by a crash is no loss of the others, and of the next one', async t => {
	const file = path.join(await temporaryFolder(t), 'audit.ndjson');
	const log = openAuditLog(file);
	await log.append(record('a', 'done'));
	await appendFile(file, JSON.stringify(record('b')).slice(0, 50));
	const before = await log.list();
	t.deepEqual(before.map(({id}) => id), ['a']);
	await log.append(record('c'));
	const {records, damagedLines} = await readAuditFile(file);
	t.deepEqual(records.map(({id}) => id), ['c', 'a']);
	t.deepEqual(damagedLines, [2]);
});

test('lines that are no records are counted', async t => {
	const file = path.join(await temporaryFolder(t), 'audit.ndjson');
	await writeFile(file, `5\n{}\n${JSON.stringify(record('a'))}\n{"id":7}\n`);
	const {records, damagedLines} = await readAuditFile(file);
	t.is(records.length, 1);
	t.deepEqual(damagedLines, [1, 2, 4]);
});

test('processes that append at once keep every line whole', async t => {
	const file = path.join(await temporaryFolder(t), 'audit.ndjson');
	const script = (name: string) => `
		const {openAuditLog} = await import(${JSON.stringify(auditModule)});
		const log = openAuditLog(${JSON.stringify(file)});
		for (let i = 0; i < 10; i++) {
			await log.append({...${JSON.stringify(record('x'))}, id: '${name}' + i});
		}`;
	await Promise.all(['a', 'b', 'c'].map(async name => execa(process.execPath, ['--input-type=module', '-e', script(name)])));
	const {records, damagedLines} = await readAuditFile(file);
	t.is(records.length, 30);
	t.deepEqual(damagedLines, []);
});

test('a full disk refuses the record, so that the change is not made', async t => {
	const file = path.join(await temporaryFolder(t), 'audit.ndjson');
	await symlink('/dev/full', file);
	const failure = await t.throwsAsync<BacoError>(openAuditLog(file).append(record('a')), {instanceOf: BacoError});
	t.is(failure.id, 'FILE-WRITE');
	t.is(failure.explanation.cause, 'The disk is full.');
});

test('a log that cannot be read is an error, not an empty list', async t => {
	const file = path.join(await temporaryFolder(t), 'audit.ndjson');
	await mkdir(file);
	const failure = await t.throwsAsync<BacoError>(openAuditLog(file).list(), {instanceOf: BacoError});
	t.is(failure.id, 'AUDIT-UNREADABLE');
});
