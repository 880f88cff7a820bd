/**
Calls back when an answer has been waited for `ms`; returns how to stop it. Time in which this process was kept from running does not
count, and what arrived meanwhile is read before the callback: an answer that is there is never late because nobody looked.
*/
export const afterWaiting = (ms: number, callback: () => void): (() => void) => {
	let waited = 0;
	let lookedAt = performance.now();
	let timer: NodeJS.Timeout | undefined;
	let turn: NodeJS.Immediate | undefined;
	const look = () => {
		const now = performance.now();
		waited += Math.min(now - lookedAt, 2 * glanceMs);
		lookedAt = now;
		if (waited < ms - 1) {
			wait();
		} else {
			// The event loop reads its sockets between a timer and this.
			turn = setImmediate(callback);
		}
	};

	const wait = () => {
		timer = setTimeout(look, Math.min(glanceMs, ms - waited));
	};

	wait();
	return () => {
		clearTimeout(timer);
		clearImmediate(turn);
	};
};

const glanceMs = 200;
