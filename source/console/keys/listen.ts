import type {Key} from './key.js';
import {readKeys, type KeyReader} from './read-keys.js';

export type KeyInput = NodeJS.ReadableStream & {
	readonly isTTY?: boolean;
	setRawMode?: (isRaw: boolean) => unknown;
};

/**
Takes the keyboard: raw mode, and every key to `onKey`. The only reader of stdin while the console runs (Ink's own input stays off: it
hands glued keys over as one and gives an escape sequence 20 ms only). `onLost` is called when the terminal is gone.

The result gives the keyboard back after swallowing, for `drainMs`, what is still on its way, so that it does not reach the shell.
*/
export const listen = (stdin: KeyInput, onKey: (key: Key) => void, onLost: () => void): ((drainMs: number) => Promise<void>) => {
	let reader: KeyReader | undefined = readKeys(onKey);
	const onData = (chunk: string | Uint8Array) => {
		reader?.push(String(chunk));
	};

	stdin.setEncoding('utf8');
	stdin.setRawMode?.(true);
	stdin.on('data', onData);
	stdin.on('end', onLost);
	stdin.on('close', onLost);
	stdin.on('error', onLost);
	stdin.resume();
	return async drainMs => {
		reader?.stop();
		reader = undefined;
		await new Promise(resolve => {
			setTimeout(resolve, drainMs);
		});
		stdin.off('data', onData);
		stdin.off('end', onLost);
		stdin.off('close', onLost);
		try {
			stdin.setRawMode?.(false);
		} catch {
			// The terminal is gone: there is nothing left to restore.
		}

		stdin.pause();
	};
};
