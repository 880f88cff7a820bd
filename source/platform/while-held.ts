import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';

export type HeldOptions = {readonly platform?: NodeJS.Platform; readonly patienceMs?: number};

/** Does something with a file, again and again where Windows refuses it because another program, as a reader or a virus scanner, holds the file for a moment. */
export const whileHeld = async <T>(work: () => Promise<T>, {platform = process.platform, patienceMs = 10_000}: HeldOptions = {}): Promise<T> => {
	const deadline = performance.now() + patienceMs;
	/* eslint-disable no-await-in-loop -- one attempt after another */
	for (let pauseMs = 10; ; pauseMs = Math.min(pauseMs * 1.6, 500)) {
		try {
			return await work();
		} catch (error) {
			if (!isHeld(error, platform) || performance.now() > deadline) {
				throw error;
			}
		}

		await delay(pauseMs);
	}
	/* eslint-enable no-await-in-loop */
};

/** Whether an error may only mean that another program has the file at the moment: on Windows alone. */
export const isHeld = (error: unknown, platform: NodeJS.Platform = process.platform): boolean =>
	platform === 'win32' && error instanceof Error && 'code' in error && ['EPERM', 'EACCES', 'EBUSY'].includes(String(error.code));
