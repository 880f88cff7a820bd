import {randomBytes} from 'node:crypto';
import {
	open,
	mkdir,
	rename,
	rm,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {BacoError} from '../problems/baco-error.js';
import {whileHeld} from './while-held.js';

/**
Replaces a file as a whole: written beside it, flushed, then renamed, so that a crash or a full disk leaves the old one.
The file and the folders made for it are the user's alone. Rejects with FILE-WRITE.
*/
export const writeFileDurably = async (file: string, content: string | Uint8Array, {mode = 0o600}: {readonly mode?: number} = {}): Promise<void> => {
	const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.${randomBytes(4).toString('hex')}`);
	try {
		await makePrivateFolder(path.dirname(file));
		await writeNew(beside, content, mode);
		await replaceFile(beside, file);
	} catch (error) {
		await rm(beside, {force: true}).catch(() => undefined);
		throw writeFailure(file, error);
	}
};

/** Makes a folder, and those above it, for this user only. */
export const makePrivateFolder = async (folder: string): Promise<void> => {
	await mkdir(folder, {recursive: true, mode: 0o700});
};

/** Puts a flushed file in the place of another one, durably. */
export const replaceFile = async (beside: string, file: string): Promise<void> => {
	await whileHeld(async () => rename(beside, file));
	await flushFolder(path.dirname(file));
};

/** What a failed write means to a person. */
export const writeFailure = (file: string, error: unknown): BacoError =>
	error instanceof BacoError ? error : new BacoError('FILE-WRITE', {file, code: errorCode(error)}, {cause: error});

/** The operating system's code of an error (ENOSPC, EACCES, ...), else its text. */
export const errorCode = (error: unknown): string => {
	if (error instanceof Error) {
		return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
	}

	return String(error);
};

const writeNew = async (file: string, content: string | Uint8Array, mode: number) => {
	const handle = await open(file, 'wx', mode);
	try {
		await handle.writeFile(content);
		await handle.sync();
	} finally {
		await handle.close();
	}
};

/** The rename is durable when the folder is; Windows has no such call and does it on its own. */
const flushFolder = async (folder: string) => {
	if (process.platform === 'win32') {
		return;
	}

	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
};
