import {StringDecoder} from 'node:string_decoder';
import {interrupt} from '../platform/interrupt.js';
import {readTyped, startTyped} from './typed-line.js';

export type SecretPrompt = {
	readonly input: NodeJS.ReadStream;
	readonly output: NodeJS.WritableStream;
	readonly label: string;
	readonly signal?: AbortSignal | undefined;
};

/** Asks for a secret in a terminal, without showing it. Undefined when it is dismissed (Ctrl-C, Ctrl-D, Escape) or the input ends. */
export const promptSecret = async ({input, output, label, signal}: SecretPrompt): Promise<string | undefined> => {
	if (input.destroyed || input.readableEnded) {
		return undefined;
	}

	const decoder = new StringDecoder('utf8');
	let state = startTyped;
	const {promise, resolve} = Promise.withResolvers<string | undefined>();
	const onData = (chunk: Uint8Array | string) => {
		const {rest, ...next} = readTyped(state, typeof chunk === 'string' ? chunk : decoder.write(chunk));
		state = next;
		if (state.end === undefined) {
			return;
		}

		if (rest !== '') {
			// What was typed or pasted after Enter belongs to the next question.
			input.pause();
			input.unshift(rest);
		}

		if (state.end === 'interrupted') {
			interrupt();
			if (signal !== undefined) {
				// It aborts the signal, and the command ends as interrupted.
				return;
			}
		}

		resolve(state.end === 'entered' ? state.text : undefined);
	};

	const dismiss = () => {
		resolve(undefined);
	};

	const wasRaw = input.isRaw;
	// Before the question is seen: whoever answers quickly, as a paste does, must not have the terminal show it.
	input.setRawMode(true);
	output.write(`${label}: `);
	input.on('data', onData);
	input.on('end', dismiss);
	signal?.addEventListener('abort', dismiss, {once: true});
	input.resume();
	try {
		return await promise;
	} finally {
		input.off('data', onData);
		input.off('end', dismiss);
		signal?.removeEventListener('abort', dismiss);
		input.pause();
		input.setRawMode(wasRaw);
		output.write('\n');
	}
};
