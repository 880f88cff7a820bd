import {
	open,
	readFile,
	rm,
	stat,
	type FileHandle,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {BacoError} from '../problems/baco-error.js';
import {isRunning} from './is-running.js';
import {errorCode, makePrivateFolder, writeFailure} from './write-file.js';

/** Runs `work` while no other process of this user does the same on this file. Rejects with FILE-BUSY when the other one does not end. */
export const withLock = async <T>(file: string, work: () => Promise<T>, {timeoutMs = 10_000}: {readonly timeoutMs?: number} = {}): Promise<T> => {
	const lock = `${file}.lock`;
	return inTurn(lock, async () => {
		await makePrivateFolder(path.dirname(file)).catch((error: unknown) => {
			throw writeFailure(file, error);
		});
		await take(file, lock, Date.now() + timeoutMs);
		try {
			return await work();
		} finally {
			await rm(lock, {force: true});
		}
	});
};

const lastTurns = new Map<string, Promise<unknown>>();

/** Those of this process go one after another, first come first served: between them only the other processes are left to chance. */
const inTurn = async <T>(lock: string, work: () => Promise<T>): Promise<T> => {
	const before = lastTurns.get(lock);
	const turn = before === undefined ? work() : before.catch(() => undefined).then(work);
	lastTurns.set(lock, turn);
	try {
		return await turn;
	} finally {
		if (lastTurns.get(lock) === turn) {
			lastTurns.delete(lock);
		}
	}
};

const take = async (file: string, lock: string, deadline: number, pauseMs = 10): Promise<void> => {
	if (await isTaken(file, lock)) {
		return;
	}

	if (await isAbandoned(lock)) {
		await removeAbandoned(file, lock);
	} else if (Date.now() > deadline) {
		throw new BacoError('FILE-BUSY', {file, lock, owner: await ownerOf(lock)});
	}

	// By chance, so that two waiting ones do not keep step; and less and less often, so that many do not take the owner's time with asking.
	await delay(pauseMs * (1 + (Math.random() * 2)));
	await take(file, lock, deadline, Math.min(pauseMs * 1.5, longestPauseMs));
};

const longestPauseMs = 50;

/** True when this call made the lock. A lock that cannot be written does not stay behind: the disk is the trouble, not another baco. */
const isTaken = async (file: string, lock: string): Promise<boolean> => {
	let handle: FileHandle;
	try {
		handle = await open(lock, 'wx', 0o600);
	} catch (error) {
		if (errorCode(error) === 'EEXIST') {
			return false;
		}

		throw writeFailure(file, error);
	}

	try {
		await handle.writeFile(`${process.pid} ${os.hostname()}`);
		// Another one takes a lock that stays empty for one that was left; whoever was that slow has it no more.
		return await isSameFile(handle, lock);
	} catch (error) {
		await rm(lock, {force: true}).catch(() => undefined);
		throw writeFailure(file, error);
	} finally {
		await handle.close();
	}
};

const isSameFile = async (handle: FileHandle, lock: string) => {
	const [made, found] = await Promise.all([handle.stat(), stat(lock).catch(() => undefined)]);
	return made.ino === found?.ino;
};

/** Left by a process that is gone, or so old that its owner cannot be at it: the work takes milliseconds. */
const isAbandoned = async (lock: string): Promise<boolean> => {
	if (await isOlder(lock, 60_000)) {
		return true;
	}

	const {pid, host} = /^(?<pid>\d+) (?<host>\S*)$/v.exec(await ownerOf(lock))?.groups ?? {};
	// Its owner is written at once: a lock without one was left by a full disk or a crash.
	return pid === undefined ? isOlder(lock, 1000) : host === os.hostname() && !isRunning(Number(pid));
};

/** Two processes may find the same lock abandoned: one at a time removes it, and looks again before. */
const removeAbandoned = async (file: string, lock: string) => {
	const removing = `${lock}.remove`;
	if (!await isTaken(file, removing)) {
		if (await isAbandoned(removing)) {
			await rm(removing, {force: true});
		}

		return;
	}

	try {
		if (await isAbandoned(lock)) {
			await rm(lock, {force: true});
		}
	} finally {
		await rm(removing, {force: true});
	}
};

const isOlder = async (lock: string, milliseconds: number): Promise<boolean> => {
	const details = await stat(lock).catch(() => undefined);
	return details !== undefined && Date.now() - details.mtimeMs > milliseconds;
};

const ownerOf = async (lock: string) => readFile(lock, 'utf8').catch(() => '');
