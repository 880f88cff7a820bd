export type LogStream = 'out' | 'err' | 'note';

/** One line of a run's log. A note is the supervisor's own word. */
export type LogLine = {
	/** Counted from 1 through the whole run, also where older files are gone. */
	readonly number: number;
	/** ISO 8601, UTC: when the line was read. */
	readonly at: string;
	readonly stream: LogStream;
	readonly text: string;
};

const marks: Readonly<Record<LogStream, string>> = {out: 'o', err: 'e', note: '#'};
const streams: Readonly<Record<string, LogStream>> = {o: 'out', e: 'err', '#': 'note'};

/** `2026-11-27T13:11:05.123Z o text`, with its line break. */
export const formatLine = (at: string, stream: LogStream, text: string): string => `${at} ${marks[stream]} ${text}\n`;

/** Reads a line of the file. What has another form, as after a full disk, is shown as a note. */
export const parseLine = (number: number, line: string): LogLine => {
	const stream = line[25] === undefined ? undefined : streams[line[25]];
	return stream !== undefined && line[23] === 'Z' && line[26] === ' '
		? {
			number, at: line.slice(0, 24), stream, text: line.slice(27),
		}
		: {
			number, at: '', stream: 'note', text: line,
		};
};
