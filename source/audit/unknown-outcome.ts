import os from 'node:os';
import process from 'node:process';
import {isRunning} from '../platform/is-running.js';
import type {AuditRecord} from './contract.js';

/** A pending record whose writer will not write its outcome any more: whether the change was made is not known until the row is read. */
export const hasUnknownOutcome = (record: AuditRecord, now = Date.now()): boolean => {
	if (record.outcome !== 'pending') {
		return false;
	}

	// Its own writer says so, when it could not read the row again.
	return record.reason !== undefined || now - Date.parse(record.at) > longestChangeMs ? true : record.writer?.host === os.hostname() && !isRunning(record.writer.pid);
};

/** This process, for a record. */
export const thisWriter = (): NonNullable<AuditRecord['writer']> => ({pid: process.pid, host: os.hostname()});

/** Ten times what the slowest change takes: begin, change, commit and the look after a lost connection, 15 s each. By then a process of the same number is another one. */
const longestChangeMs = 10 * 60_000;
