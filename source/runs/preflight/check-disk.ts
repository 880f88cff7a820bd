import {statfs} from 'node:fs/promises';
import path from 'node:path';
import {showBytes} from '../../platform/show-bytes.js';
import {errorCode} from '../../platform/write-file.js';
import {limits} from '../limits.js';
import {runsFolder} from '../store/run-folder.js';
import {reserveBytes} from '../supervisor/final-record.js';
import {
	failed,
	passed,
	skipped,
	warned,
	type Check,
} from './check.js';

export type Room = {readonly bavail: number; readonly bsize: number};

type DiskOptions = {
	readonly folder?: string;
	/** Asks the file system of a folder. */
	readonly look?: (folder: string) => Promise<Room>;
};

/** Whether the disk has room for what a run keeps: its record and the first file of its log at least, the whole log at best. A job goes on when its log cannot be written, but then nobody reads what it did. */
export const checkDisk = async ({folder = runsFolder(), look = statfs}: DiskOptions = {}): Promise<Check> => {
	let room: Room;
	try {
		room = await ofNearest(folder, look);
	} catch (error) {
		return skipped('DISK', 'Disk', `the room of ${folder} is not known (${errorCode(error)})`);
	}

	const {logFileBytes, logFiles} = limits();
	const least = logFileBytes + (2 * reserveBytes);
	const most = (logFileBytes * logFiles) + (2 * reserveBytes);
	const free = room.bavail * room.bsize;
	const evidence = {
		folder, freeBytes: free, leastBytes: least, mostBytes: most,
	};
	const seen = `${showBytes(free)} (${free} bytes) free in ${folder}`;
	if (free < least) {
		return {...failed('DISK', 'Disk', `${seen}, the record and the start of the log need ${showBytes(least)}`, makeRoom), evidence};
	}

	return free < most
		? {...warned('DISK', 'Disk', `${seen}, a log may grow to ${showBytes(most)}`, `The job goes on when the disk is full, but lines of its log are lost then, which is counted and told. ${makeRoom}`), evidence}
		: {...passed('DISK', 'Disk', `${seen}, a log takes ${showBytes(most)} at most`), evidence};
};

const makeRoom = 'Make room there, or set BACO_RUN_LOG_FILE_BYTES and BACO_RUN_LOG_FILES lower.';

/** The folder is made at the first run: until then the one above it tells. */
const ofNearest = async (folder: string, look: (folder: string) => Promise<Room>): Promise<Room> => {
	try {
		return await look(folder);
	} catch (error) {
		const above = path.dirname(folder);
		if (above === folder || errorCode(error) !== 'ENOENT') {
			throw error;
		}

		return ofNearest(above, look);
	}
};
