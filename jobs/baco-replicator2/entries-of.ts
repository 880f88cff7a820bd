import type {RowValues} from '../../source/sql/contract.js';
import {isAfter, markOf, type Mark} from '../financial/replication-mark.js';
import type {SharedColumn} from './shared-columns.js';

/** Lines with where their values are. */
export type Entry = {
	/** EntryGuid; undefined for lines that have none. */
	readonly guid: string | undefined;
	readonly lines: readonly RowValues[];
	/** The lowest rowversion of its lines. */
	readonly first: Mark;
};

export type Places = (name: string) => number;

/** Where a column is in a line; -1 for one that is not there. */
export const placesOf = (columns: readonly SharedColumn[]): Places => {
	const places = new Map(columns.map(({name}, index) => [name.toLowerCase(), index]));
	return name => places.get(name.toLowerCase()) ?? -1;
};

/** The lines by entry: those without EntryGuid by year, journal and number. */
export const entriesOf = (lines: readonly RowValues[], place: Places): Entry[] => {
	const [guid, year, journal, number] = [place('EntryGuid'), place('bkjrcode'), place('dagbknr'), place('bkstnr')];
	const entries = new Map<string, {guid: string | undefined; lines: RowValues[]; first: Mark}>();
	for (const line of lines) {
		const own = line[guid];
		const key = typeof own === 'string' ? own : [line[year], line[journal], line[number]].join('/');
		const mark = markOf(line.at(-1) as Uint8Array);
		const entry = entries.get(key);
		if (entry === undefined) {
			entries.set(key, {guid: typeof own === 'string' ? own : undefined, lines: [line], first: mark});
		} else {
			entry.lines.push(line);
			entry.first = isAfter(mark, entry.first) ? entry.first : mark;
		}
	}

	return entries.values().toArray();
};

/** A code of a line as a person reads it. */
export const codeOf = (line: RowValues, index: number): string => {
	const value = line[index];
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '?';
};
