import {rmSync} from 'node:fs';
import {mkdtemp, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {writeFileDurably} from '../platform/write-file.js';

/** Keeps a certificate (PEM) as a file; resolves with the file to read it from. A dry run keeps it beside, for as long as the process lives: it logs in too, and must not trust any other. */
export const keepCertificate = async (file: string, pem: string, {isDryRun}: {readonly isDryRun: boolean}): Promise<string> => {
	if (!isDryRun) {
		await writeFileDurably(file, pem);
		return file;
	}

	const folder = await mkdtemp(path.join(os.tmpdir(), 'baco-dry-run-'));
	process.once('exit', () => {
		rmSync(folder, {recursive: true, force: true});
	});
	const copy = path.join(folder, path.basename(file));
	await writeFile(copy, pem, {mode: 0o600});
	return copy;
};
