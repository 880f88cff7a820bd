import {
	copyFile,
	readdir,
	readFile,
	constants,
} from 'node:fs/promises';
import path from 'node:path';
import {BacoError} from '../problems/baco-error.js';
import {jsonFault} from './json-fault.js';

/** Keeps a copy of a damaged file aside, once, and says where the damage is. The file itself stays as it is. */
export const damagedFile = async (file: string, text: string, error: unknown): Promise<BacoError> =>
	new BacoError('CONFIG-DAMAGED', {file, detail: describe(text, error), keptAs: await keepAside(file, text).catch(() => undefined)}, {cause: error});

/** What is wrong and where. The parser's message is shortened: it quotes a piece of the file, which may hold anything. */
const describe = (text: string, error: unknown) => {
	if (!(error instanceof SyntaxError)) {
		return error instanceof Error ? error.message : String(error);
	}

	const place = jsonFault(text.replace(/^\u{FEFF}/v, ''));
	const reason = error.message.split(/ in JSON| is not valid JSON|, \.\.\.|, "/v, 1)[0]!;
	return text.trim() === '' ? 'it is empty' : `${reason} in line ${place?.line ?? '?'}, column ${place?.column ?? '?'}`;
};

const keepAside = async (file: string, text: string): Promise<string> => {
	const folder = path.dirname(file);
	const prefix = `${path.basename(file)}.damaged-`;
	for (const name of await readdir(folder)) {
		// eslint-disable-next-line no-await-in-loop -- one is enough, and there is seldom more than one.
		if (name.startsWith(prefix) && await readFile(path.join(folder, name), 'utf8') === text) {
			return path.join(folder, name);
		}
	}

	const copy = path.join(folder, `${prefix}${new Date().toISOString().replaceAll(/[.:]/gv, '-')}`);
	await copyFile(file, copy, constants.COPYFILE_EXCL);
	return copy;
};
