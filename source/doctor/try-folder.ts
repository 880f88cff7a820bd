import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {errorCode} from '../platform/write-file.js';

/** Makes a file in a folder and removes it: Windows tells the rights on a folder in no other way. Gives why it cannot be done, else undefined. */
export const whyNotUsable = async (folder: string): Promise<string | undefined> => {
	try {
		const probe = await mkdtemp(path.join(folder, 'baco-doctor-'));
		try {
			await writeFile(path.join(probe, 'probe'), 'x');
		} finally {
			await rm(probe, {recursive: true, force: true, maxRetries: 5});
		}

		return undefined;
	} catch (error) {
		return errorCode(error);
	}
};
