import {randomBytes} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {isRunning} from '../../platform/is-running.js';
import {paths} from '../../platform/paths.js';
import {withLock} from '../../platform/with-lock.js';
import {writeFileDurably} from '../../platform/write-file.js';
import {BacoError} from '../../problems/baco-error.js';
import type {Move} from './moved-name.js';

export type MoveOutcome = {readonly outcome: 'saved' | 'refused' | 'failed' | 'unknown'; readonly detail: string; readonly at: string};

/** How far a move is: kept on the disk, so that a killed one goes on where it stopped. */
export type MoveJournal = Move & {
	/** The group of its audit records. */
	readonly id: string;
	readonly profile: string;
	readonly startedAt: string;
	readonly endedAt: string | undefined;
	readonly writer: {readonly pid: number; readonly host: string};
	/** By division code. */
	readonly divisions: Readonly<Record<string, MoveOutcome>>;
};

/** Begins a move, or takes up the one with the same names that was broken off. Throws MOVE-RUNNING when it is at work. */
export const openJournal = async (profile: string, move: Move): Promise<{readonly journal: MoveJournal; readonly isResumed: boolean}> => {
	const writer = {pid: process.pid, host: os.hostname()};
	return withLock(lockFile(), async () => {
		const journals = await readJournals(profile);
		const open = journals.find(one => one.endedAt === undefined && isSame(one, move));
		if (open !== undefined && (open.writer.host !== writer.host || (open.writer.pid !== writer.pid && isRunning(open.writer.pid)))) {
			throw new BacoError('MOVE-RUNNING', {id: open.id, pid: open.writer.pid});
		}

		const now = new Date().toISOString();
		const journal: MoveJournal = open === undefined
			? {
				...move, // Two of different names may begin in the same millisecond.
				id: `move-${now.replaceAll(/[.:]/gv, '-')}-${randomBytes(2).toString('hex')}`, profile, startedAt: now, endedAt: undefined, writer, divisions: {},
			}
			: {...open, writer};
		await writeJournal(journal);
		return {journal, isResumed: open !== undefined};
	});
};

/** Rejects with FILE-WRITE. */
export const writeJournal = async (journal: MoveJournal): Promise<void> => writeFileDurably(path.join(folder(), `${journal.id}.json`), `${JSON.stringify(journal)}\n`);

/** The moves of a profile, newest first; a damaged file is left out. */
export const readJournals = async (profile: string): Promise<MoveJournal[]> => {
	const files = await readdir(folder()).catch(() => [] as string[]);
	const journals = await Promise.all(files.filter(file => file.endsWith('.json') && !file.startsWith('.')).map(async file => readJournal(path.join(folder(), file))));
	return journals.filter(journal => journal?.profile === profile).filter(journal => journal !== undefined).toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
};

/** Throws MOVE-RUNNING when another process of this machine is making the move at this moment. */
export const refuseAtWork = ({id, endedAt, writer}: MoveJournal): void => {
	if (endedAt === undefined && writer.host === os.hostname() && writer.pid !== process.pid && isRunning(writer.pid)) {
		throw new BacoError('MOVE-RUNNING', {id, pid: writer.pid});
	}
};

const folder = () => path.join(paths().state, 'moves');
const lockFile = () => path.join(folder(), 'moves');

const isSame = (one: Move, other: Move) => one.from.toLowerCase() === other.from.toLowerCase() && one.to.toLowerCase() === other.to.toLowerCase();

const readJournal = async (file: string): Promise<MoveJournal | undefined> => {
	try {
		const journal = JSON.parse(await readFile(file, 'utf8')) as MoveJournal;
		return typeof journal.id === 'string' && typeof journal.from === 'string' && typeof journal.divisions === 'object' ? journal : undefined;
	} catch {
		return undefined;
	}
};
