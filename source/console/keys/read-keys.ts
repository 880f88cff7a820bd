import type {Key} from './key.js';
import {parseKeys} from './parse-keys.js';

/** How long the rest of a sequence may take over a slow line before its Escape counts as a press of that key. */
export const escapeDelayMs = 80;
/** A sequence that comes even later is known by its look and dropped, so that `[A` is never taken for typing. */
export const lateSequenceMs = 150;
/** A paste may come in many pieces; when it stops in the middle, what came is used. */
const pasteDelayMs = 2000;

export type Clock = {
	readonly now: () => number;
	/** Calls back once; the result cancels. */
	readonly after: (delayMs: number, callback: () => void) => () => void;
};

export const systemClock: Clock = {
	now: () => performance.now(),
	after(delayMs, callback) {
		const timer = setTimeout(callback, delayMs);
		return () => {
			clearTimeout(timer);
		};
	},
};

export type KeyReader = {
	readonly push: (chunk: string) => void;
	readonly stop: () => void;
};

/** Reads keys from pieces of input in whatever way the line cut or glued them. */
export const readKeys = (onKey: (key: Key) => void, clock: Clock = systemClock): KeyReader => {
	let pending = '';
	let isAfterReturn = false;
	let late: {readonly seen: string; readonly until: number} | undefined;
	let cancelTimer: (() => void) | undefined;

	const emit = (keys: readonly Key[]) => {
		for (const key of keys) {
			onKey(key);
		}
	};

	const expire = () => {
		const unfinished = pending;
		pending = '';
		emit(parseKeys(unfinished, true).keys);
		if (!unfinished.startsWith('\u{1B}[200~')) {
			late = {seen: unfinished.replaceAll('\u{1B}', ''), until: clock.now() + lateSequenceMs};
		}
	};

	return {
		push(chunk) {
			cancelTimer?.();
			let text = isAfterReturn && chunk.startsWith('\n') ? chunk.slice(1) : chunk;
			if (chunk !== '') {
				isAfterReturn = chunk.endsWith('\r');
			}

			if (late) {
				text = clock.now() < late.until ? withoutLateSequence(late.seen, text) : text;
				late = undefined;
			}

			const parsed = parseKeys(pending + text);
			pending = parsed.rest;
			emit(parsed.keys);
			if (pending !== '') {
				cancelTimer = clock.after(pending.startsWith('\u{1B}[200~') ? pasteDelayMs : escapeDelayMs, expire);
			}
		},
		stop() {
			cancelTimer?.();
			pending = '';
		},
	};
};

function withoutLateSequence(seen: string, text: string): string {
	const sequence = /^(?:\[[\d;]*[A-Za-z~]|O[A-Za-z])/v.exec(seen + text)?.[0];
	return sequence === undefined || sequence.length <= seen.length ? text : text.slice(sequence.length - seen.length);
}
