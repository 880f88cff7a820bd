import {BacoError} from '../problems/baco-error.js';

/** Milliseconds of `30m`, `12h`, `7d`; undefined for another text. */
export const spanOf = (text: string): number | undefined => {
	const {number, unit} = /^(?<number>\d{1,5})(?<unit>[dhm])$/v.exec(text)?.groups ?? {};
	return number === undefined ? undefined : Number(number) * {m: 60_000, h: 3_600_000, d: 86_400_000}[unit as 'm' | 'h' | 'd'];
};

/** The moment of a flag such as `--since 7d` or `--since 2026-11-27T08:00`, by the clock of this machine; with a `Z` in UTC. */
export const sinceOf = (text: string, command: string): Date => {
	const span = spanOf(text);
	const isUtc = text.endsWith('Z');
	const stored = span === undefined ? storedTimeOf(isUtc ? text.slice(0, -1) : text) : undefined;
	if (span === undefined && stored === undefined) {
		const {timeZone} = new Intl.DateTimeFormat().resolvedOptions();
		throw new BacoError('USAGE-1', {detail: faultOf(text), cause: `It says from when on rows are shown, by the clock of this machine (${timeZone}); with a Z behind it in UTC.`, command});
	}

	if (stored === undefined) {
		return new Date(Date.now() - span!);
	}

	return isUtc ? stored : new Date(stored.getUTCFullYear(), stored.getUTCMonth(), stored.getUTCDate(), stored.getUTCHours(), stored.getUTCMinutes(), stored.getUTCSeconds());
};

/** The same by the clock of the server, whose columns have no time zone: as the driver reads them. */
export const serverSince = (text: string): Date => {
	const stored = storedTimeOf(text);
	if (stored === undefined) {
		throw new BacoError('USAGE-1', {detail: faultOf(text), cause: 'It says from when on rows are shown, by the clock of the server, which writes no time zone: a Z behind it would say nothing.', command: 'process-log'});
	}

	return stored;
};

const faultOf = (text: string) => `--since takes a time such as 30m, 12h, 7d, 2026-11-27 or 2026-11-27T08:00, not ${JSON.stringify(text)}`;

/** A time without zone, its numbers kept as those of UTC; undefined for what is none, such as 30 February. */
const storedTimeOf = (text: string): Date | undefined => {
	const {day, time = '00:00'} = /^(?<day>\d{4}-\d\d-\d\d)(?:[ T](?<time>\d\d:\d\d(?::\d\d)?))?$/v.exec(text)?.groups ?? {};
	const date = new Date(`${day}T${time}Z`);
	return day !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${day}T${time}`) ? date : undefined;
};
