import readline from 'node:readline/promises';
import {interrupt} from '../platform/interrupt.js';
import type {Invocation} from './command.js';

/** Asks a question on standard error and reads one line, without blanks around it. Rejects with an AbortError when the command is ended meanwhile. */
export const askLine = async ({streams, signal}: Pick<Invocation, 'streams' | 'signal'>, question: string): Promise<string> => {
	const prompt = readline.createInterface({input: streams.stdin, output: streams.stderr});
	// The terminal is raw here: Ctrl-C does not become a signal by itself.
	prompt.once('SIGINT', interrupt);
	try {
		const answer = await prompt.question(`${question} `, {signal});
		return answer.trim();
	} finally {
		prompt.close();
	}
};
