import {access, constants, stat} from 'node:fs/promises';
import path from 'node:path';
import {errorCode} from '../platform/write-file.js';
import {BacoError} from '../problems/baco-error.js';

/** The full path of a report that can be written there. Rejects with REPORT-EXISTS for a file that is there unless it may be replaced, and with REPORT-WRITE where nothing can be written: no folder is made for it. */
export const checkReportFile = async (file: string, {mayReplace = false}: {readonly mayReplace?: boolean | undefined} = {}): Promise<string> => {
	const full = path.resolve(file);
	const there = await unlessRefused(full, async () => stat(full).catch((error: unknown) => {
		if (errorCode(error) === 'ENOENT') {
			return undefined;
		}

		throw error;
	}));
	if (there !== undefined && !there.isFile()) {
		throw new BacoError('REPORT-WRITE', {file: full, code: 'EISDIR'});
	}

	if (there !== undefined && !mayReplace) {
		throw new BacoError('REPORT-EXISTS', {file: full});
	}

	await unlessRefused(full, async () => access(path.dirname(full), constants.W_OK));
	return full;
};

/** Rejects with REPORT-WRITE instead of what the operating system says. */
export const unlessRefused = async <Result>(file: string, work: () => Promise<Result>): Promise<Result> => {
	try {
		return await work();
	} catch (error) {
		throw new BacoError('REPORT-WRITE', {file, code: error instanceof BacoError ? error.facts.code : errorCode(error)}, {cause: error});
	}
};
