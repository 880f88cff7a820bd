import {open, readFile, type FileHandle} from 'node:fs/promises';
import path from 'node:path';
import {Buffer} from 'node:buffer';
import {paths} from '../platform/paths.js';
import {withLock} from '../platform/with-lock.js';
import {errorCode, writeFailure} from '../platform/write-file.js';
import {BacoError} from '../problems/baco-error.js';
import type {AuditLog, AuditRecord} from './contract.js';

/** What the file holds; lines that a crash or a hand tore are counted, never fatal, and stay in the file. */
export type AuditFile = {
	readonly records: AuditRecord[];
	/** Numbers of the lines that cannot be read. */
	readonly damagedLines: readonly number[];
};

export const auditFileName = () => path.join(paths().state, 'audit.ndjson');

/** The log of changes: lines are only ever added. */
export const openAuditLog = (file = auditFileName()): AuditLog => ({
	append: async record => withLock(file, async () => appendLine(file, JSON.stringify(record))),
	async list() {
		const {records} = await readAuditFile(file);
		return records;
	},
});

/** Latest state of each record, newest first. Rejects with AUDIT-UNREADABLE. */
export const readAuditFile = async (file = auditFileName()): Promise<AuditFile> => {
	let text;
	try {
		text = await readFile(file, 'utf8');
	} catch (error) {
		if (errorCode(error) === 'ENOENT') {
			return {records: [], damagedLines: []};
		}

		throw new BacoError('AUDIT-UNREADABLE', {file, code: errorCode(error)}, {cause: error});
	}

	const latest = new Map<string, AuditRecord>();
	const damagedLines: number[] = [];
	for (const [index, line] of text.split('\n').entries()) {
		const record = parseLine(line);
		if (record !== undefined) {
			// A later line of the same record keeps the place of the first.
			latest.set(record.id, record);
		} else if (line !== '') {
			damagedLines.push(index + 1);
		}
	}

	return {records: latest.values().toArray().toReversed(), damagedLines};
};

const appendLine = async (file: string, line: string) => {
	let handle: FileHandle | undefined;
	try {
		handle = await open(file, 'a+', 0o600);
		// After a torn line the new one starts on its own.
		const content = `${await isTorn(handle) ? '\n' : ''}${line}\n`;
		await handle.appendFile(content);
		await handle.sync();
	} catch (error) {
		throw writeFailure(file, error);
	} finally {
		await handle?.close();
	}
};

const isTorn = async (handle: FileHandle) => {
	const {size} = await handle.stat();
	if (size === 0) {
		return false;
	}

	const {buffer} = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
	return buffer.toString() !== '\n';
};

const parseLine = (line: string): AuditRecord | undefined => {
	try {
		const record: unknown = JSON.parse(line);
		return typeof record === 'object' && record !== null && 'id' in record && typeof record.id === 'string' && 'outcome' in record ? record as AuditRecord : undefined;
	} catch {
		return undefined;
	}
};
