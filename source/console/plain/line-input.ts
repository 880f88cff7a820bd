import {Buffer} from 'node:buffer';
import {StringDecoder} from 'node:string_decoder';
import {readKeys, type KeyReader} from '../keys/read-keys.js';
import {editText, textInput, type TextInput} from '../state/text-input.js';

export type LineInput = {
	/** The next line; undefined when there is none any more. */
	readonly read: () => Promise<string | undefined>;
	/** As `read`, without echo on a terminal; undefined also for Escape. */
	readonly readSecret: () => Promise<string | undefined>;
	readonly close: () => void;
};

type Input = NodeJS.ReadableStream & {readonly isTTY?: boolean; setRawMode?: (isRaw: boolean) => unknown};

/** Lines from a terminal in its own line mode, or from a pipe. Nothing is read ahead into a secret, and nothing is lost between two questions. */
export const openLineInput = (stdin: Input): LineInput => {
	const decoder = new StringDecoder('utf8');
	const lines: string[] = [];
	let unfinished = '';
	let isClosed = false;
	let waiting: ((line: string | undefined) => void) | undefined;
	let secret: KeyReader | undefined;

	const answer = (line: string | undefined) => {
		const resolve = waiting;
		waiting = undefined;
		resolve?.(line);
	};

	const onData = (chunk: string | Uint8Array) => {
		const text = typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk));
		if (secret) {
			secret.push(text);
			return;
		}

		const parts = (unfinished + text).split(/\r?\n/v);
		unfinished = parts.pop()!;
		lines.push(...parts);
		if (waiting && lines.length > 0) {
			answer(lines.shift());
		}
	};

	const onEnd = () => {
		isClosed = true;
		if (unfinished !== '') {
			lines.push(unfinished);
			unfinished = '';
		}

		if (waiting) {
			answer(lines.shift());
		}
	};

	stdin.on('data', onData);
	stdin.on('end', onEnd);
	stdin.on('close', onEnd);
	stdin.on('error', onEnd);

	const read = async () => new Promise<string | undefined>(resolve => {
		if (isClosed || lines.length > 0) {
			resolve(lines.shift());
		} else {
			waiting = resolve;
		}
	});

	return {
		read,
		async readSecret() {
			if (isClosed || !stdin.isTTY || !stdin.setRawMode) {
				return read();
			}

			let input: TextInput = textInput();
			stdin.setRawMode(true);
			try {
				return await new Promise<string | undefined>(resolve => {
					waiting = resolve;
					secret = readKeys(key => {
						if (key.name === 'return') {
							answer(input.value);
						} else if (['escape', 'ctrl-c', 'ctrl-d'].includes(key.name)) {
							answer(undefined);
						} else {
							input = editText(input, key) ?? input;
						}
					});
				});
			} finally {
				secret?.stop();
				secret = undefined;
				stdin.setRawMode(false);
			}
		},
		close() {
			isClosed = true;
			stdin.off('data', onData);
			stdin.off('end', onEnd);
			stdin.off('close', onEnd);
			stdin.pause();
			answer(undefined);
		},
	};
};
