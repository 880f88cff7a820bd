import {
	open,
	readFile,
	rm,
	stat,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {BacoError} from '../problems/baco-error.js';
import {errorCode, makePrivateFolder, writeFailure} from './write-file.js';

/** Runs `work` while no other process of this user does the same on this file. Rejects with FILE-BUSY when the other one does not end. */
export const withLock = async <T>(file: string, work: () => Promise<T>, {timeoutMs = 10_000}: {readonly timeoutMs?: number} = {}): Promise<T> => {
	const lock = `${file}.lock`;
	const deadline = Date.now() + timeoutMs;
	await makePrivateFolder(path.dirname(file)).catch((error: unknown) => {
		throw writeFailure(file, error);
	});
	while (!await take(lock)) {
		if (await isAbandoned(lock)) {
			await removeAbandoned(lock);
		} else if (Date.now() > deadline) {
			throw new BacoError('FILE-BUSY', {file, lock, owner: await ownerOf(lock)});
		} else {
			await delay(10 + (Math.random() * 20));
		}
	}

	try {
		return await work();
	} finally {
		await rm(lock, {force: true});
	}
};

const take = async (lock: string): Promise<boolean> => {
	try {
		const handle = await open(lock, 'wx', 0o600);
		try {
			await handle.writeFile(`${process.pid} ${os.hostname()}`);
		} finally {
			await handle.close();
		}

		return true;
	} catch (error) {
		if (errorCode(error) === 'EEXIST') {
			return false;
		}

		throw writeFailure(lock, error);
	}
};

/** Left by a process that is gone, or so old that its owner cannot be at it: the work takes milliseconds. */
const isAbandoned = async (lock: string): Promise<boolean> => {
	const details = await stat(lock).catch(() => undefined);
	if (details === undefined) {
		return false;
	}

	if (Date.now() - details.mtimeMs > 60_000) {
		return true;
	}

	const [pid, host] = (await ownerOf(lock)).split(' ', 2);
	return pid !== undefined && host === os.hostname() && !isRunning(Number(pid));
};

/** Two processes may find the same lock abandoned: one breaks it at a time, and looks again before. */
const removeAbandoned = async (lock: string) => {
	const breaking = `${lock}.break`;
	if (!await take(breaking)) {
		const details = await stat(breaking).catch(() => undefined);
		if (details !== undefined && Date.now() - details.mtimeMs > 60_000) {
			await rm(breaking, {force: true});
		}

		await delay(10);
		return;
	}

	try {
		if (await isAbandoned(lock)) {
			await rm(lock, {force: true});
		}
	} finally {
		await rm(breaking, {force: true});
	}
};

const ownerOf = async (lock: string) => readFile(lock, 'utf8').catch(() => '');

const isRunning = (pid: number) => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return errorCode(error) !== 'ESRCH';
	}
};
