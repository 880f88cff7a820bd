import {setTimeout as delay} from 'node:timers/promises';

/** What the last answers said about the limits of one application at one company. A header that is absent says nothing: it is not a zero. */
export const openCallLimits = (now = Date.now) => {
	let remaining: number | undefined;
	let resetAt: number | undefined;
	let dayRemaining: number | undefined;
	let dayResetAt: number | undefined;
	return {
		/** Reads the headers of an answer, also of an error. */
		note(headers: Headers) {
			const left = numberOf(headers, 'x-ratelimit-minutely-remaining');
			const reset = numberOf(headers, 'x-ratelimit-minutely-reset');
			remaining = left ?? remaining;
			resetAt = left === undefined ? resetAt : reset;
			const leftToday = numberOf(headers, 'x-ratelimit-remaining');
			dayRemaining = leftToday ?? dayRemaining;
			dayResetAt = leftToday === undefined ? dayResetAt : numberOf(headers, 'x-ratelimit-reset');
		},
		/** Waits for the next minute when this one is used up. */
		async wait(signal: AbortSignal) {
			if (remaining === undefined || remaining > 0) {
				return;
			}

			const pauseMs = Math.min(longestPauseMs, Math.max(0, (resetAt ?? (now() + longestPauseMs)) - now()) + 1000);
			remaining = undefined;
			await delay(pauseMs, undefined, {signal});
		},
		/** Seconds until calls are given again, when those of the day are used up; undefined when there are some. */
		get spentForSeconds(): number | undefined {
			return dayRemaining === undefined || dayRemaining > 0 ? undefined : Math.max(1, Math.ceil(((dayResetAt ?? (now() + hourMs)) - now()) / 1000));
		},
		get remaining() {
			return remaining;
		},
	};
};

export type CallLimits = ReturnType<typeof openCallLimits>;

const longestPauseMs = 61_000;
const hourMs = 3_600_000;

const numberOf = (headers: Headers, name: string) => {
	const text = headers.get(name);
	return text === null || text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
};
