import {BacoError} from '../problems/baco-error.js';

/** Milliseconds of `30m`, `12h`, `7d`; undefined for another text. */
export const spanOf = (text: string): number | undefined => {
	const {number, unit} = /^(?<number>\d{1,5})(?<unit>[dhm])$/v.exec(text)?.groups ?? {};
	return number === undefined ? undefined : Number(number) * {m: 60_000, h: 3_600_000, d: 86_400_000}[unit as 'm' | 'h' | 'd'];
};

/** The moment of a flag such as `--since 7d` or `--since 2026-11-27T08:00`. */
export const sinceOf = (text: string, command: string): Date => {
	const span = spanOf(text);
	const date = span === undefined ? new Date(/^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?Z?)?$/v.test(text) ? text.replace(' ', 'T') : NaN) : new Date(Date.now() - span);
	if (Number.isNaN(date.getTime())) {
		throw new BacoError('USAGE-1', {detail: `--since takes a time such as 30m, 12h, 7d, 2026-11-27 or 2026-11-27T08:00, not ${JSON.stringify(text)}`, cause: 'It says from when on rows are shown.', command});
	}

	return date;
};
