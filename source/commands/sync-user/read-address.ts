import {promptSecret} from '../../credentials/prompt-secret.js';
import {BacoError} from '../../problems/baco-error.js';
import {isIncomplete, readRedirectAddress} from '../../sync-user/oauth/redirect-address.js';
import type {Invocation} from '../command.js';

type Question = {readonly redirectUri: string; readonly state: string};

/** Reads the address of the page, unseen, with the time that is left. What a terminal or a mail has broken into lines is put together again. Rejects with CANCELLED or what is wrong with it. */
export const readAddress = async (invocation: Invocation, question: Question, codeSeconds: number | undefined): Promise<URL> => {
	const pasted = invocation.streams.stdin.isTTY ? await readTyped(invocation, question, codeSeconds) : await readPiped(invocation, question);
	return readRedirectAddress(pasted, question);
};

const bracketedPaste = {on: '\u{1B}[?2004h', off: '\u{1B}[?2004l'};

const readTyped = async ({streams: {stdin, stderr}, signal, flags}: Invocation, question: Question, codeSeconds: number | undefined): Promise<string> => {
	const isPlain = flags.plain === true;
	const label = 'Address of the page (not shown)';
	const stopCounting = codeSeconds === undefined || isPlain ? undefined : countDown(stderr, label, codeSeconds);
	if (!isPlain) {
		stderr.write(bracketedPaste.on);
	}

	try {
		let pasted = '';
		do {
			// eslint-disable-next-line no-await-in-loop -- the lines come one after the other
			const line = await promptSecret({
				input: stdin, output: stderr, label: pasted === '' ? label : 'The rest of it', signal,
			});
			if (line === undefined) {
				throw new BacoError('CANCELLED');
			}

			if (line === '') {
				break;
			}

			pasted += line;
			stopCounting?.();
		} while (isIncomplete(pasted, question));

		return pasted;
	} finally {
		stopCounting?.();
		if (!isPlain) {
			stderr.write(bracketedPaste.off);
		}
	}
};

/** Writes the time that is left before the question, once a second. */
const countDown = (output: NodeJS.WritableStream, label: string, seconds: number) => {
	const endsAt = performance.now() + (seconds * 1000);
	const show = () => {
		const left = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));
		const text = left === 0 ? 'a consent from the beginning is too old now' : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')} left`;
		output.write(`\r\u{1B}[K${label}, ${text}: `);
		if (left === 0) {
			clearInterval(timer);
		}
	};

	const timer = setInterval(show, 1000);
	return () => {
		clearInterval(timer);
	};
};

const readPiped = async ({streams: {stdin}, signal}: Invocation, question: Question): Promise<string> => {
	const decoder = new TextDecoder();
	let text = '';
	const end = () => {
		stdin.destroy();
	};

	signal.addEventListener('abort', end, {once: true});
	try {
		for await (const chunk of stdin as AsyncIterable<Uint8Array | string>) {
			text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, {stream: true});
			if (text.endsWith('\n') && !isIncomplete(text, question)) {
				break;
			}
		}
	} catch {
		// Destroyed by the signal.
	} finally {
		signal.removeEventListener('abort', end);
	}

	if (signal.aborted) {
		throw new BacoError('CANCELLED');
	}

	return text;
};
