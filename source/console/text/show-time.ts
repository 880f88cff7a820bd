/** A time of the operator's own clock: `2026-08-22 14:05`, or the hour alone when it is today. */
export const showTime = (time: Date, now: Date): string => withDate(time, now, `${two(time.getHours())}:${two(time.getMinutes())}`);

/** The same with seconds: `14:05:09`. */
export const showClock = (time: Date, now: Date): string => withDate(time, now, `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`);

/** Zone of the operator's own clock: `Europe/Amsterdam, UTC+2`. */
export const showZone = (now: Date): string => {
	const minutes = -now.getTimezoneOffset();
	const hours = `${minutes < 0 ? '-' : '+'}${Math.floor(Math.abs(minutes) / 60)}${minutes % 60 === 0 ? '' : `:${two(Math.abs(minutes) % 60)}`}`;
	const {timeZone} = new Intl.DateTimeFormat().resolvedOptions();
	return minutes === 0 ? 'UTC' : `${timeZone}, UTC${hours}`;
};

const two = (value: number) => String(value).padStart(2, '0');

const withDate = (time: Date, now: Date, clock: string) => time.toDateString() === now.toDateString() ? clock : `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${clock}`;
