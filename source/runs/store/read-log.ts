import {open} from 'node:fs/promises';
import {listLogFiles} from './log-files.js';
import {parseLine, type LogLine} from './log-line.js';

/** Where a reader of a log stands: the file, the byte in it, the number of the next line. */
export type LogPosition = {readonly firstLine: number; readonly offset: number; readonly nextLine: number};

export type LogPart = {
	readonly lines: LogLine[];
	readonly position: LogPosition;
	/** Lines that were removed with their file before they were read. */
	readonly skipped: number;
	/** There is no more at the moment. */
	readonly isAtEnd: boolean;
};

export const logStart: LogPosition = {firstLine: 0, offset: 0, nextLine: 1};

/** Whole lines from a position on, at most about `bytes` of them. Call it with the returned position for what follows. */
export const readLog = async (folder: string, position: LogPosition = logStart, bytes = 256 * 1024): Promise<LogPart> => {
	const files = await listLogFiles(folder);
	const index = files.findIndex(({firstLine}) => firstLine >= position.firstLine);
	const current = files[index];
	if (current === undefined) {
		return {
			lines: [], position, skipped: 0, isAtEnd: true,
		};
	}

	const isSame = current.firstLine === position.firstLine;
	const from: LogPosition = isSame ? position : {firstLine: current.firstLine, offset: 0, nextLine: current.firstLine};
	const skipped = Math.max(0, from.nextLine - position.nextLine);
	const read = await readWholeLines(current.file, from, bytes);
	if (read.lines.length > 0) {
		return {...read, skipped, isAtEnd: false};
	}

	// A file that has a follower is complete.
	const next = files[index + 1];
	return next === undefined
		? {
			...read, skipped, isAtEnd: true,
		}
		: readLog(folder, {firstLine: next.firstLine, offset: 0, nextLine: from.nextLine}, bytes);
};

const readWholeLines = async (file: string, position: LogPosition, bytes: number): Promise<{readonly lines: LogLine[]; readonly position: LogPosition}> => {
	const handle = await open(file, 'r');
	try {
		for (let size = bytes; ; size *= 4) {
			const buffer = new Uint8Array(size);
			// eslint-disable-next-line no-await-in-loop -- again only for a line longer than all that was read
			const {bytesRead} = await handle.read(buffer, 0, size, position.offset);
			const end = buffer.subarray(0, bytesRead).lastIndexOf(10);
			if (end === -1 && bytesRead === size) {
				continue;
			}

			const text = new TextDecoder().decode(buffer.subarray(0, end + 1));
			const lines = text === '' ? [] : text.slice(0, -1).split('\n').map((line, index) => parseLine(position.nextLine + index, line));
			return {lines, position: {...position, offset: position.offset + end + 1, nextLine: position.nextLine + lines.length}};
		}
	} finally {
		await handle.close();
	}
};
