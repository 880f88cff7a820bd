import {
	copyFile,
	readdir,
	readFile,
	constants,
} from 'node:fs/promises';
import path from 'node:path';
import {BacoError} from '../problems/baco-error.js';

/** Keeps a copy of a damaged file aside, once, and says where the damage is. The file itself stays as it is. */
export const damagedFile = async (file: string, text: string, error: unknown): Promise<BacoError> =>
	new BacoError('CONFIG-DAMAGED', {file, detail: describe(text, error), keptAs: await keepAside(file, text).catch(() => undefined)}, {cause: error});

/** `... in line 3, column 7`, from the parser's message. */
const describe = (text: string, error: unknown) => {
	const message = error instanceof Error ? error.message : String(error);
	const found = /\(line (?<line>\d+) column (?<column>\d+)\)/v.exec(message)?.groups;
	// The parser quotes a piece of the file, which may hold anything.
	const reason = message.replace(/ in JSON at position.*| is not valid JSON.*/sv, '').replace(/, *(?:\.\.\.)?".*$/sv, '');
	if (found !== undefined) {
		return `${reason} in line ${found.line}, column ${found.column}`;
	}

	return error instanceof SyntaxError ? `${reason} (${text.length === 0 ? 'it is empty' : `it has ${text.split('\n').length} lines`})` : reason;
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
