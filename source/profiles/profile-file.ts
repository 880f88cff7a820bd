import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {paths} from '../platform/paths.js';
import {withLock} from '../platform/with-lock.js';
import {errorCode} from '../platform/write-file.js';
import {BacoError} from '../problems/baco-error.js';
import {damagedFile} from './damaged-file.js';
import {saveProfileFile} from './save-profile-file.js';

/** The file as it is: entries are checked when one is read, and what a newer version put there is kept. */
export type ProfileFile = {
	readonly current: string | undefined;
	readonly profiles: ReadonlyMap<string, unknown>;
	/** Everything else at the top of the file. */
	readonly rest: Readonly<Record<string, unknown>>;
};

export const profileFileName = () => path.join(paths().configuration, 'profiles.json');

/** Reads the file; one that does not exist is empty. Rejects with CONFIG-DAMAGED or CONFIG-UNREADABLE. */
export const readProfileFile = async (): Promise<ProfileFile> => {
	const file = profileFileName();
	let text;
	try {
		text = await readFile(file, 'utf8');
	} catch (error) {
		if (errorCode(error) === 'ENOENT') {
			return {current: undefined, profiles: new Map(), rest: {}};
		}

		throw new BacoError('CONFIG-UNREADABLE', {file, code: errorCode(error)}, {cause: error});
	}

	try {
		return parse(text);
	} catch (error) {
		throw await damagedFile(file, text, error);
	}
};

/** Reads, changes and saves, while no other baco does the same. Nothing is written when `change` returns the same file or throws. */
export const changeProfileFile = async (change: (content: ProfileFile) => ProfileFile): Promise<void> => {
	const file = profileFileName();
	await withLock(file, async () => {
		const before = await readProfileFile();
		const after = change(before);
		if (after === before) {
			return;
		}

		await saveProfileFile(file, {
			...after.rest,
			...(after.current !== undefined && {current: after.current}),
			profiles: Object.fromEntries(after.profiles),
		});
	});
};

const parse = (text: string): ProfileFile => {
	const content: unknown = JSON.parse(withoutMark(text));
	if (!isRecord(content)) {
		throw new TypeError('it is not a JSON object');
	}

	const {current, profiles = {}, ...rest} = content;
	if (!isRecord(profiles)) {
		throw new TypeError('"profiles" is not an object');
	}

	if (current !== undefined && typeof current !== 'string') {
		throw new TypeError('"current" is not a name');
	}

	return {current, profiles: new Map(Object.entries(profiles)), rest};
};

/** Notepad puts a byte order mark in front. */
const withoutMark = (text: string) => text.replace(/^\u{FEFF}/v, '');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
