import {open, rm, type FileHandle} from 'node:fs/promises';
import {errorCode} from '../../platform/write-file.js';
import type {LogGap} from '../contract.js';
import {gapText, missingLines} from '../log-gaps.js';
import {limits} from '../limits.js';
import {listLogFiles, logFileName} from './log-files.js';
import {formatLine, type LogStream} from './log-line.js';

/** The log of a run as its supervisor writes it. */
export type LogWriter = {
	/** Appends lines. Never rejects: a line that cannot be written is counted, the job goes on. */
	readonly write: (stream: LogStream, lines: readonly string[]) => Promise<void>;
	/** Lines written, and lines that a full or broken disk lost. */
	readonly lines: () => number;
	readonly lost: () => number;
	/** Where, when and why lines were lost. */
	readonly gaps: () => readonly LogGap[];
	readonly close: () => Promise<void>;
};

/** Opens a log. Files change by size; the oldest goes when there are too many. */
export const openLogWriter = (folder: string, {now = () => new Date(), fileBytes = limits().logFileBytes, files = limits().logFiles}: {readonly now?: () => Date; readonly fileBytes?: number; readonly files?: number} = {}): LogWriter => {
	let handle: FileHandle | undefined;
	let size = 0;
	let written = 0;
	let gaps: readonly LogGap[] = [];
	/** A write that failed may have left half a line. */
	let isHalf = false;
	let last: Promise<void> = Promise.resolve();

	const next = async () => {
		await handle?.close();
		handle = undefined;
		const name = logFileName(folder, written + 1);
		handle = await open(name, 'a', 0o600);
		size = 0;
		await removeOldest(folder, files);
	};

	const append = async (stream: LogStream, lines: readonly string[]) => {
		const at = now().toISOString();
		const broken = gaps.at(-1)?.to === null ? gaps.at(-1) : undefined;
		try {
			if (handle === undefined || size >= fileBytes) {
				await next();
			}

			const mended = broken && {...broken, to: at};
			const text = [
				...(mended === undefined ? [] : [`${isHalf ? '\n' : ''}${formatLine(at, 'note', gapText(mended))}`]),
				...lines.map(line => formatLine(at, stream, line)),
			].join('');
			const bytes = new TextEncoder().encode(text);
			await handle!.appendFile(bytes);
			size += bytes.length;
			written += lines.length + (mended === undefined ? 0 : (isHalf ? 2 : 1));
			isHalf = false;
			gaps = mended === undefined ? gaps : [...gaps.slice(0, -1), mended];
		} catch (error) {
			gaps = withLost(gaps, {
				lines: lines.length, after: written, from: at, to: null, reason: errorCode(error),
			});
			isHalf = handle !== undefined && !await handle.truncate(size).then(() => true).catch(() => false);
		}
	};

	return {
		async write(stream, lines) {
			if (lines.length === 0) {
				return;
			}

			last = last.then(async () => append(stream, lines));
			await last;
		},
		lines: () => written,
		lost: () => missingLines(gaps),
		gaps: () => gaps,
		async close() {
			await last;
			await handle?.close().catch(() => undefined);
			handle = undefined;
		},
	};
};

/** What follows a line that was lost is lost with it; a disk that is now full and now not makes one gap in the end. */
const withLost = (gaps: readonly LogGap[], lost: LogGap): LogGap[] => {
	const last = gaps.at(-1);
	return last !== undefined && (last.to === null || gaps.length >= mostGaps)
		? [...gaps.slice(0, -1), {
			...last, lines: last.lines + lost.lines, to: null, reason: lost.reason,
		}]
		: [...gaps, lost];
};

const mostGaps = 50;

const removeOldest = async (folder: string, files: number) => {
	const all = await listLogFiles(folder);
	for (const {file} of all.slice(0, Math.max(0, all.length - files))) {
		// eslint-disable-next-line no-await-in-loop -- one, nearly always
		await rm(file, {force: true});
	}
};
