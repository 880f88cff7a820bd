import {promptSecret} from '../../credentials/prompt-secret.js';
import {BacoError} from '../../problems/baco-error.js';
import {explainIn} from '../../problems/explain-in.js';
import {
	endsTooEarly,
	isIncomplete,
	readRedirectAddress,
	withLine,
} from '../../sync-user/oauth/redirect-address.js';
import type {Invocation} from '../command.js';
import {chosenLanguage} from './status.js';

type Question = {readonly redirectUri: string; readonly state: string};

/** Reads the address of the page, unseen, with the time that is left. What a terminal or a mail has broken into lines is put together again. Rejects with CANCELLED or what is wrong with it. */
export const readAddress = async (invocation: Invocation, question: Question, codeSeconds: number | undefined): Promise<URL> => {
	if (!invocation.streams.stdin.isTTY) {
		return readRedirectAddress(await readPiped(invocation, question), question);
	}

	const tooLate = AbortSignal.timeout(longestMinutes * 60_000);
	const ended = {...invocation, signal: AbortSignal.any([invocation.signal, tooLate])};
	const endsAt = codeSeconds === undefined ? undefined : performance.now() + (codeSeconds * 1000);
	for (;;) {
		try {
			return readRedirectAddress(await readTyped(ended, question, endsAt), question); // eslint-disable-line no-await-in-loop -- question and answer
		} catch (error) {
			if (tooLate.aborted && !invocation.signal.aborted) {
				throw new BacoError('SYNC-LATE', {minutes: longestMinutes});
			}

			// The same question is still open: what was pasted was not its answer.
			if (!(error instanceof BacoError) || !isWrongPaste(error)) {
				throw error;
			}

			const {summary, fix} = explainIn({id: error.id, ...error.explanation, evidence: error.facts}, chosenLanguage(invocation));
			invocation.streams.stderr.write(`${summary}\n  ${fix}\n`);
		}
	}
};

/** How long a person may take for the pages of the accounting system. */
export const longestMinutes = 15;

const isWrongPaste = ({id}: BacoError) => id.startsWith('SYNC-PASTE') || id === 'SYNC-STATE';

const bracketedPaste = {on: '\u{1B}[?2004h', off: '\u{1B}[?2004l'};

const readTyped = async ({streams: {stdin, stderr}, signal, flags}: Invocation, question: Question, endsAt: number | undefined): Promise<string> => {
	const isPlain = flags.plain === true;
	const ask = async (label: string) => {
		const stopCounting = endsAt === undefined || isPlain ? undefined : countDown(stderr, label, endsAt);
		try {
			return await promptSecret({
				input: stdin, output: stderr, label, signal,
			});
		} finally {
			stopCounting?.();
		}
	};

	if (!isPlain) {
		stderr.write(bracketedPaste.on);
	}

	try {
		let pasted = '';
		for (let label = 'Address of the page (not shown)'; ; label = 'The rest of it') {
			const line = await ask(label); // eslint-disable-line no-await-in-loop -- the lines come one after the other
			if (line === undefined || (line === '' && pasted === '')) {
				throw new BacoError('CANCELLED');
			}

			const isFirst = pasted === '';
			pasted = withLine(pasted, line);
			if (line === '' || !isIncomplete(pasted, question)) {
				return pasted;
			}

			if (isFirst) {
				stderr.write(`${endsTooEarly}\n`);
			}
		}
	} finally {
		if (!isPlain) {
			stderr.write(bracketedPaste.off);
		}
	}
};

/** Writes the time that is left before the question, once a second. */
const countDown = (output: NodeJS.WritableStream, label: string, endsAt: number) => {
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
