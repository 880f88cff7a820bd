/** `12 ms`, `1.4 s`, `2 min 05 s`: short enough for a column of 10. */
export const showDuration = (ms: number): string => {
	if (ms < 1000) {
		return `${Math.round(ms)} ms`;
	}

	if (ms < 60_000) {
		return `${(ms / 1000).toFixed(1)} s`;
	}

	const seconds = Math.round(ms / 1000);
	return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
};

/** Whole seconds: what a clock that ticks once a second may claim. */
export const showElapsed = (ms: number): string => {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
};

/** A time of the operator's own clock: `2026-08-22 14:05`, or the hour alone when it is today. */
export const showTime = (time: Date, now: Date): string => {
	const two = (value: number) => String(value).padStart(2, '0');
	const hour = `${two(time.getHours())}:${two(time.getMinutes())}`;
	return time.toDateString() === now.toDateString() ? hour : `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${hour}`;
};
