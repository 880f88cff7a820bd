import {readdir} from 'node:fs/promises';
import {isRunId, runsFolder} from './run-folder.js';

/** Names of all runs, newest first. */
export const runIds = async (): Promise<string[]> => {
	const names = await readdir(runsFolder()).catch(() => []);
	return names.filter(name => isRunId(name)).toSorted().toReversed();
};

/** When a run was requested, in milliseconds, from its name. */
export const timeOfRun = (id: string): number => {
	const {year, month, day, hour, minute, second} = /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)-(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)/v.exec(id)?.groups ?? {};
	return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
};
