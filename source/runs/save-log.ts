import {createReadStream, createWriteStream} from 'node:fs';
import {rm} from 'node:fs/promises';
import {pipeline} from 'node:stream/promises';
import {checkNamedFile, unlessRefused} from '../platform/named-file.js';
import {listLogFiles} from './store/log-files.js';
import {runFolder} from './store/run-folder.js';

/** Puts all files of a run's log into one new file; one that is there stays as it is. Resolves with the full path, rejects with REPORT-EXISTS or REPORT-WRITE. */
export const saveLog = async (id: string, file: string): Promise<string> => {
	const target = await checkNamedFile(file, savedLog);
	const files = await listLogFiles(runFolder(id));
	await unlessRefused(target, savedLog, async () => {
		const output = createWriteStream(target, {flags: 'wx', mode: 0o600});
		let isMade = false;
		output.once('open', () => {
			isMade = true;
		});
		try {
			await pipeline(async function * () {
				for (const {file: part} of files) {
					yield * createReadStream(part);
				}
			}, output);
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

const savedLog = {what: 'log'} as const;
