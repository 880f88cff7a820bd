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
import {isHeld, whileHeld} from './while-held.js';
import {errorCode, makePrivateFolder, writeFailure} from './write-file.js';

/** Runs `work` while no other process of this user does the same on this file. Rejects with FILE-BUSY when the other one does not end. */
export const withLock = async <T>(file: string, work: () => Promise<T>, {timeoutMs = 10_000, platform = process.platform}: {readonly timeoutMs?: number; readonly platform?: NodeJS.Platform} = {}): Promise<T> => {
	const lock = `${file}.lock`;
	return inTurn(lock, async () => {
		await makePrivateFolder(path.dirname(file)).catch((error: unknown) => {
			throw writeFailure(file, error);
		});
		await take({
			file, lock, deadline: Date.now() + timeoutMs, platform,
		});
		try {
			return await work();
		} finally {
			// The work is done: a lock that stays is taken over once this process has ended.
			await whileHeld(async () => rm(lock, {force: true})).catch(() => undefined);
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

type Wanted = {readonly file: string; readonly lock: string; readonly deadline: number; readonly platform: NodeJS.Platform};

const take = async (wanted: Wanted, pauseMs = 10): Promise<void> => {
	const {file, lock, deadline, platform} = wanted;
	const taken = await tryToTake(file, lock, platform);
	if (taken === 'mine') {
		return;
	}

	if (await isAbandoned(lock)) {
		await removeAbandoned(wanted);
	} else if (Date.now() > deadline) {
		if (taken !== 'taken') {
			throw writeFailure(file, taken);
		}

		throw new BacoError('FILE-BUSY', {file, lock, owner: await ownerOf(lock)});
	}

	// By chance, so that two waiting ones do not keep step; and less and less often, so that many do not take the owner's time with asking.
	await delay(pauseMs * (1 + (Math.random() * 2)));
	await take(wanted, Math.min(pauseMs * 1.5, longestPauseMs));
};

const longestPauseMs = 50;

/** `mine` when this call made the lock. Windows refuses a lock that its owner removes at this moment: the error is given, as it may also be a folder that is not ours. A lock that cannot be written does not stay behind: the disk is the trouble, not another baco. */
const tryToTake = async (file: string, lock: string, platform: NodeJS.Platform): Promise<'mine' | 'taken' | Error> => {
	let handle: FileHandle;
	try {
		handle = await open(lock, 'wx', 0o600);
	} catch (error) {
		if (errorCode(error) === 'EEXIST') {
			return 'taken';
		}

		if (isHeld(error, platform)) {
			return error as Error;
		}

		throw writeFailure(file, error);
	}

	try {
		await handle.writeFile(`${process.pid} ${os.hostname()}`);
		// Another one takes a lock that stays empty for one that was left; whoever was that slow has it no more.
		return await isSameFile(handle, lock) ? 'mine' : 'taken';
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
const removeAbandoned = async ({file, lock, platform}: Wanted) => {
	const removing = `${lock}.remove`;
	if (await tryToTake(file, removing, platform) !== 'mine') {
		if (await isAbandoned(removing)) {
			await whileHeld(async () => rm(removing, {force: true}));
		}

		return;
	}

	try {
		if (await isAbandoned(lock)) {
			await whileHeld(async () => rm(lock, {force: true}));
		}
	} finally {
		await whileHeld(async () => rm(removing, {force: true}));
	}
};

const isOlder = async (lock: string, milliseconds: number): Promise<boolean> => {
	const details = await stat(lock).catch(() => undefined);
	return details !== undefined && Date.now() - details.mtimeMs > milliseconds;
};

const ownerOf = async (lock: string) => readFile(lock, 'utf8').catch(() => '');
