import {access, constants, stat} from 'node:fs/promises';
import path from 'node:path';
import {BacoError} from '../problems/baco-error.js';
import {errorCode} from './write-file.js';

/** What a person has written to a file of their own, and the command that does it: both are told when it cannot be. */
export type NamedFile = {readonly what: 'report' | 'export' | 'log'; readonly command?: string};

/** The full path of a file that can be written there. Rejects with REPORT-EXISTS for a file that is there unless it may be replaced, and with REPORT-WRITE where nothing can be written: no folder is made for it. */
export const checkNamedFile = async (file: string, named: NamedFile, {mayReplace = false}: {readonly mayReplace?: boolean | undefined} = {}): Promise<string> => {
	const full = path.resolve(file);
	const there = await unlessRefused(full, named, async () => stat(full).catch((error: unknown) => {
		if (errorCode(error) === 'ENOENT') {
			return undefined;
		}

		throw error;
	}));
	if (there !== undefined && !there.isFile()) {
		throw new BacoError('REPORT-WRITE', {file: full, code: 'EISDIR', ...named});
	}

	if (there !== undefined && !mayReplace) {
		throw new BacoError('REPORT-EXISTS', {file: full, ...named});
	}

	await unlessRefused(full, named, async () => access(path.dirname(full), constants.W_OK));
	return full;
};

/** Rejects with REPORT-WRITE instead of what the operating system says. */
export const unlessRefused = async <Result>(file: string, named: NamedFile, work: () => Promise<Result>): Promise<Result> => {
	try {
		return await work();
	} catch (error) {
		throw new BacoError('REPORT-WRITE', {...named, file, code: error instanceof BacoError ? error.facts.code : errorCode(error)}, {cause: error});
	}
};
