import {readdir} from 'node:fs/promises';
import path from 'node:path';

/** One file of a log, named after the number of its first line. */
export type LogFile = {readonly file: string; readonly firstLine: number};

export const logFileName = (folder: string, firstLine: number): string => path.join(folder, `log-${String(firstLine).padStart(10, '0')}.txt`);

/** The files of a run's log that are still there, oldest first. */
export const listLogFiles = async (folder: string): Promise<LogFile[]> => {
	const names = await readdir(folder).catch(() => []);
	return names.flatMap(name => {
		const number = /^log-(?<number>\d{10,})\.txt$/v.exec(name)?.groups?.number;
		return number === undefined ? [] : [{file: path.join(folder, name), firstLine: Number(number)}];
	}).toSorted((a, b) => a.firstLine - b.firstLine);
};
