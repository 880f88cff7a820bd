import {readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {DOMParser, onErrorStopParsing, type Element} from '@xmldom/xmldom';
import {BacoError} from '../problems/baco-error.js';
import {whyUnreadable} from '../problems/why-unreadable.js';
import {errorCode} from '../platform/write-file.js';

/** What the web server of Synergy has chosen. No password of the file is ever given on. */
export type DbConfig = {readonly file: string; readonly server: string; readonly database: string};

/** Where Synergy keeps it on its web server. */
const folders = [String.raw`C:\Users\Public\Exact Synergy Enterprise`, String.raw`C:\Program Files\Exact Synergy Enterprise`, String.raw`C:\Program Files (x86)\Exact Synergy Enterprise`];

/** The db.config of this machine, when it is the web server; undefined else. BACO_SYNERGY_FOLDER names another folder. */
export const findDbConfig = async (): Promise<DbConfig | undefined> => {
	const own = process.env.BACO_SYNERGY_FOLDER;
	for (const folder of own === undefined || own === '' ? folders : [own]) {
		try {
			// eslint-disable-next-line no-await-in-loop -- the first that is there
			return await readDbConfig(path.join(folder, 'db.config'));
		} catch {
			// Not this machine, or not readable: the server is typed then.
		}
	}

	return undefined;
};

/** Reads server and database of a db.config. Its form is not documented: attributes, elements and connection strings are understood. Throws SETUP-DBCONFIG. */
export const readDbConfig = async (file: string): Promise<DbConfig> => {
	const text = await readFile(file, 'utf8').catch((error: unknown) => {
		throw new BacoError('SETUP-DBCONFIG', {file, reason: whyUnreadable(errorCode(error))});
	});
	const values = new Map<string, string>();
	collect(parse(text.replace(/^\u{FEFF}/v, ''), file), values);
	for (const part of values.values().flatMap(value => value.split(';'))) {
		const end = part.indexOf('=');
		if (end > 0) {
			values.set(part.slice(0, end).trim().toLowerCase(), part.slice(end + 1).trim());
		}
	}

	const server = first(values, ['data source', 'server', 'servername', 'sqlserver', 'datasource', 'dbserver']);
	const database = first(values, ['initial catalog', 'database', 'databasename', 'dbname', 'catalog']);
	if (server === undefined || database === undefined) {
		throw new BacoError('SETUP-DBCONFIG', {file, reason: `it names no ${server === undefined ? 'server' : 'database'}`});
	}

	return {file, server, database};
};

const parse = (text: string, file: string): Element => {
	try {
		// Faults of a configuration file are for its reader, not for the terminal.
		const {documentElement} = new DOMParser({onError: onErrorStopParsing}).parseFromString(text, 'text/xml');
		if (documentElement !== null) {
			return documentElement;
		}
	} catch (error) {
		throw new BacoError('SETUP-DBCONFIG', {file, reason: error instanceof Error ? error.message.split('\n', 1)[0] : 'it is no XML'}, {cause: error});
	}

	throw new BacoError('SETUP-DBCONFIG', {file, reason: 'it is no XML'});
};

/** Attributes and texts by their name in lower case; `<add key="Server" value="X"/>` counts as `server`. */
const collect = (element: Element, values: Map<string, string>): void => {
	const attributes = new Map(Array.from(element.attributes, ({name, value}) => [name.toLowerCase(), value]));
	const key = attributes.get('key') ?? attributes.get('name');
	const value = attributes.get('value');
	if (key !== undefined && value !== undefined) {
		values.set(key.toLowerCase(), value);
	}

	for (const [name, text] of attributes) {
		values.set(name, text);
	}

	const children = [...element.childNodes].filter((node): node is Element => node.nodeType === node.ELEMENT_NODE);
	if (children.length === 0 && element.textContent !== null && element.textContent.trim() !== '') {
		values.set(element.tagName.toLowerCase(), element.textContent.trim());
	}

	for (const child of children) {
		collect(child, values);
	}
};

const first = (values: ReadonlyMap<string, string>, names: readonly string[]) => names.map(name => values.get(name)).find(value => value !== undefined && value.trim() !== '')?.trim();
