/** `12 ms`, `1.4 s`, `2 min 05 s`, `3 h 07 min`: short enough for a column of 11. */
export const showDuration = (ms: number): string => {
	if (ms < 1000) {
		return `${Math.round(ms)} ms`;
	}

	return ms < 59_950 ? `${(ms / 1000).toFixed(1)} s` : inParts(Math.round(ms / 1000));
};

/** Whole seconds: what a clock that ticks once a second may claim. */
export const showElapsed = (ms: number): string => {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	return seconds < 60 ? `${seconds} s` : inParts(seconds);
};

const inParts = (seconds: number): string => {
	const minutes = Math.floor(seconds / 60);
	return minutes < 60 ? `${minutes} min ${two(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
};

const two = (value: number) => String(value).padStart(2, '0');
