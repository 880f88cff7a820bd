import {columnsOf, hanging} from '../text/hanging.js';
import {clean} from '../text/width.js';
import {toProblem} from '../to-problem.js';
import type {Streams} from '../../commands/command.js';
import {openLineInput} from './line-input.js';

/** Speaking and listening by lines: nothing that was written is ever changed. */
export type Dialogue = {
	readonly say: (...lines: readonly string[]) => void;
	/** Undefined when nobody answers any more. */
	readonly ask: (question: string) => Promise<string | undefined>;
	readonly askSecret: (question: string) => Promise<string | undefined>;
	readonly sayProblem: (error: unknown) => void;
	/** Ends the dialogue, after a question where something would be lost; false when the person stays. */
	readonly quit: () => Promise<boolean>;
	/** Says what is not saved, in a sentence; undefined or an empty text for nothing. */
	readonly keepAsking: (unsaved: (() => string) | undefined) => void;
	readonly close: () => void;
	/** The person has quit: nothing more is asked. */
	readonly isOver: () => boolean;
	/** Aborted when the console ends. */
	readonly signal: AbortSignal;
};

export const openDialogue = ({stdin, stdout}: Streams, signal: AbortSignal): Dialogue => {
	const input = openLineInput(stdin);
	let isOver = false;
	let unsaved: (() => string) | undefined;
	const say = (...lines: readonly string[]) => {
		for (const line of lines) {
			stdout.write(`${hanging(line, columnsOf(stdout)).join('\n')}\n`);
		}
	};

	signal.addEventListener('abort', () => {
		input.close();
	}, {once: true});
	const ask = async (question: string): Promise<string | undefined> => {
		if (isOver) {
			return undefined;
		}

		stdout.write(`${hanging(question, columnsOf(stdout)).join('\n')} `);
		const answer = await input.read();
		// An answer from a pipe is not echoed by a terminal.
		if (answer === undefined || !stdin.isTTY) {
			stdout.write('\n');
		}

		return answer?.trim();
	};

	const close = () => {
		isOver = true;
		input.close();
	};

	return {
		signal,
		say,
		ask,
		async quit() {
			const lost = unsaved?.() ?? '';
			// Nobody who could answer: it ends all the same.
			const answer = lost === '' ? 'y' : await ask(`${lost} Type y to quit all the same:`);
			if (answer !== undefined && answer !== 'y') {
				return false;
			}

			close();
			return true;
		},
		keepAsking(text) {
			unsaved = text;
		},
		async askSecret(question) {
			// The terminal stops showing what is typed before the question is seen.
			const typing = input.readSecret();
			stdout.write(`${clean(question)}: `);
			const answer = await typing;
			stdout.write('\n');
			return answer;
		},
		sayProblem(error) {
			const {id, summary, cause, fix} = toProblem(error);
			say(`Error ${id}: ${summary}`, `Cause: ${cause}`, `Fix: ${fix}`);
		},
		isOver: () => isOver,
		close,
	};
};
