import type {LogLine} from './log-line.js';
import {logStart, readLog, type LogPosition} from './read-log.js';

export type LogFilter = {readonly text: string; readonly onlyErrors: boolean};

/** A log of any length, of which only places are kept in memory: lines are read from the disk when they are shown. */
export type LogIndex = {
	/** Reads what is new, at most a few megabytes a call; true when there is no more at the moment. */
	readonly refresh: () => Promise<boolean>;
	/** Shows only lines with the text, or of stderr; counts anew from the start. */
	readonly setFilter: (filter: LogFilter) => void;
	/** Lines that the filter lets through. */
	readonly length: () => number;
	/** Lines that are there, whatever the filter. */
	readonly total: () => number;
	/** Lines that were removed with their file before they were read. */
	readonly skipped: () => number;
	/** Lines by their place among those that the filter lets through, from 0 on. */
	readonly lines: (from: number, count: number) => Promise<LogLine[]>;
	/** Place of the next line with a text, from a place on; undefined when there is none. */
	readonly find: (text: string, from: number, step: 1 | -1) => Promise<number | undefined>;
};

const partBytes = 64 * 1024;
const partsAtOnce = 64;

export const openLogIndex = (folder: string): LogIndex => {
	/** Where each part of the log begins. */
	let parts: LogPosition[] = [];
	let position = logStart;
	let skipped = 0;
	let filter: LogFilter = {text: '', onlyErrors: false};
	/** Numbers of the lines that the filter lets through; undefined while it lets all through. */
	let chosen: number[] | undefined;
	let first = 0;
	let cached: {readonly from: number; readonly lines: readonly LogLine[]} | undefined;

	const isFiltered = () => filter.onlyErrors || filter.text !== '';
	const isChosen = (line: LogLine) => (!filter.onlyErrors || line.stream === 'err') && line.text.toLowerCase().includes(filter.text);

	const partOf = async (number: number): Promise<readonly LogLine[]> => {
		if (cached !== undefined && number >= cached.from && number < cached.from + cached.lines.length) {
			return cached.lines;
		}

		const begin = parts[lastAtMost(parts, number)];
		if (begin === undefined) {
			return [];
		}

		const {lines} = await readLog(folder, begin, partBytes);
		cached = {from: lines[0]?.number ?? number, lines};
		return lines;
	};

	const lineOf = async (place: number): Promise<LogLine | undefined> => {
		const number = chosen === undefined ? first + place : chosen[place];
		if (number === undefined) {
			return undefined;
		}

		const part = await partOf(number);
		return part[number - (part[0]?.number ?? 0)];
	};

	const total = () => first === 0 ? 0 : position.nextLine - first;
	const length = () => chosen?.length ?? total();

	let last: Promise<unknown> = Promise.resolve();

	const isRead = async (): Promise<boolean> => {
		const asked = filter;
		for (let count = 0; count < partsAtOnce; count++) {
			const before = position;
			// eslint-disable-next-line no-await-in-loop -- part after part
			const part = await readLog(folder, position, partBytes);
			if (filter !== asked) {
				// It was read for a filter that is not wanted any more: the new one begins at the start.
				return false;
			}

			({position} = part);
			skipped += part.skipped;
			if (part.lines.length > 0) {
				first = first === 0 ? part.lines[0]!.number : first;
				parts.push(before.firstLine === position.firstLine && part.skipped === 0 ? before : {firstLine: position.firstLine, offset: 0, nextLine: part.lines[0]!.number});
				chosen?.push(...part.lines.filter(line => isChosen(line)).map(({number}) => number));
				// The last part was read while it grew.
				cached = undefined;
			}

			if (part.isAtEnd) {
				return true;
			}
		}

		return false;
	};

	return {
		async refresh() {
			// One after the other: two at once would count the same lines twice.
			const reading = last.then(async () => isRead());
			last = reading.catch(() => undefined);
			return reading;
		},
		setFilter(wanted) {
			filter = {...wanted, text: wanted.text.toLowerCase()};
			chosen = isFiltered() ? [] : undefined;
			[parts, position, skipped, first, cached] = [[], logStart, 0, 0, undefined];
		},
		length,
		total,
		skipped: () => skipped,
		async lines(from, count) {
			const found: LogLine[] = [];
			for (let place = Math.max(0, from); place < Math.min(length(), from + count); place++) {
				// eslint-disable-next-line no-await-in-loop -- nearly all are in the cached part
				const line = await lineOf(place);
				if (line !== undefined) {
					found.push(line);
				}
			}

			return found;
		},
		async find(text, from, step) {
			const wanted = text.toLowerCase();
			for (let place = from; place >= 0 && place < length(); place += step) {
				// eslint-disable-next-line no-await-in-loop -- as above
				const line = await lineOf(place);
				if (line?.text.toLowerCase().includes(wanted)) {
					return place;
				}
			}

			return undefined;
		},
	};
};

/** Index of the last part that begins at the line or before it. */
const lastAtMost = (parts: readonly LogPosition[], number: number): number => {
	let [low, high] = [0, parts.length - 1];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (parts[middle]!.nextLine <= number) {
			low = middle;
		} else {
			high = middle - 1;
		}
	}

	return low;
};
