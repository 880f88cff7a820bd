import {randomBytes} from 'node:crypto';
import {readFile, realpath, rm} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {makePrivateFolder, replaceFile, writeFailure} from '../platform/write-file.js';

/**
Saves the profiles with conf, for this user alone (mode 0600). Rejects with FILE-WRITE and leaves the old file.

Conf replaces a file as a whole, but does not see a write that a full disk cut short (its writer ignores the count of bytes written).
So it writes beside, what it wrote is read back, and only then takes the file's place.
*/
export const saveProfileFile = async (file: string, content: Readonly<Record<string, unknown>>): Promise<void> => {
	// A link to a file elsewhere stays a link.
	const target = await realpath(file).catch(() => file);
	const folder = path.dirname(target);
	const name = `.profiles.${process.pid}.${randomBytes(4).toString('hex')}`;
	const beside = path.join(folder, `${name}.json`);
	try {
		await makePrivateFolder(folder);
		// Conf brings its validator along; who only reads profiles does not pay for it.
		const {default: Conf} = await import('conf');
		const store = new Conf<Record<string, unknown>>({
			cwd: folder,
			configName: name,
			configFileMode: 0o600,
			accessPropertiesByDotNotation: false,
		});
		store.store = content;
		await refuseCutShort(beside, content);
		await replaceFile(beside, target);
	} catch (error) {
		await rm(beside, {force: true});
		throw writeFailure(file, error);
	}
};

const refuseCutShort = async (file: string, content: unknown) => {
	const written = await readFile(file, 'utf8');
	if (!isSame(written, content)) {
		throw Object.assign(new Error('The file was cut short.'), {code: 'ENOSPC'});
	}
};

const isSame = (text: string, content: unknown) => {
	try {
		return JSON.stringify(JSON.parse(text)) === JSON.stringify(content);
	} catch {
		return false;
	}
};
