import {open, rm, type FileHandle} from 'node:fs/promises';
import {agree, countOf} from '../../platform/count-of.js';
import {errorCode} from '../../platform/write-file.js';
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
	/** Why lines were lost. */
	readonly problem: () => string | undefined;
	readonly close: () => Promise<void>;
};

/** Opens a log. Files change by size; the oldest goes when there are too many. */
export const openLogWriter = (folder: string, {now = () => new Date(), fileBytes = limits().logFileBytes, files = limits().logFiles}: {readonly now?: () => Date; readonly fileBytes?: number; readonly files?: number} = {}): LogWriter => {
	let handle: FileHandle | undefined;
	let size = 0;
	let written = 0;
	let lost = 0;
	let problem: string | undefined;
	let isBroken = false;
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
		const before = lost;
		try {
			if (handle === undefined || size >= fileBytes) {
				await next();
			}

			const text = [
				// A write that failed may have left half a line.
				...(isBroken ? [`\n${formatLine(at, 'note', `${countOf(before, 'line')} ${agree(before, 'is', 'are')} missing here: ${agree(before, 'it', 'they')} could not be written (${problem ?? '?'}).`)}`] : []),
				...lines.map(line => formatLine(at, stream, line)),
			].join('');
			const bytes = new TextEncoder().encode(text);
			await handle!.appendFile(bytes);
			size += bytes.length;
			written += lines.length + (isBroken ? 2 : 0);
			isBroken = false;
		} catch (error) {
			lost += lines.length;
			problem = errorCode(error);
			isBroken = true;
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
		lost: () => lost,
		problem: () => problem,
		async close() {
			await last;
			await handle?.close().catch(() => undefined);
			handle = undefined;
		},
	};
};

const removeOldest = async (folder: string, files: number) => {
	const all = await listLogFiles(folder);
	for (const {file} of all.slice(0, Math.max(0, all.length - files))) {
		// eslint-disable-next-line no-await-in-loop -- one, nearly always
		await rm(file, {force: true});
	}
};
