import {createWriteStream} from 'node:fs';
import {rm} from 'node:fs/promises';
import {pipeline} from 'node:stream/promises';
import {checkNamedFile, unlessRefused} from '../platform/named-file.js';
import {lineText} from './log-text.js';
import {logStart, readLog} from './store/read-log.js';
import {runFolder} from './store/run-folder.js';

/** Writes a run's whole log into a new file, as `baco runs log --timestamps` shows it; one that is there stays as it is. Resolves with the full path, rejects with REPORT-EXISTS or REPORT-WRITE. */
export const saveLog = async (id: string, file: string): Promise<string> => {
	const target = await checkNamedFile(file, savedLog);
	await unlessRefused(target, savedLog, async () => {
		const output = createWriteStream(target, {flags: 'wx', mode: 0o600});
		let isMade = false;
		output.once('open', () => {
			isMade = true;
		});
		try {
			await pipeline(textOf(runFolder(id)), output);
		} catch (error) {
			if (isMade) {
				// A part of a log looks like the whole of it.
				await rm(target, {force: true}).catch(() => undefined);
			}

			throw error;
		}
	});
	return target;
};

async function * textOf(folder: string): AsyncGenerator<string> {
	let position = logStart;
	for (let isAtEnd = false; !isAtEnd;) {
		const part = await readLog(folder, position); // eslint-disable-line no-await-in-loop -- part after part
		({position, isAtEnd} = part);
		yield part.lines.map(line => `${lineText(line, {hasTime: true})}\n`).join('');
	}
}

const savedLog = {what: 'log'} as const;
