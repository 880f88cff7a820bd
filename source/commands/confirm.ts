import readline from 'node:readline/promises';
import {BacoError} from '../problems/baco-error.js';
import type {Invocation} from './command.js';

/** Asks whether to go on, unless --yes says so. Rejects with CANCELLED for any answer but yes, and with USAGE-1 where nobody can be asked. */
export const confirm = async ({flags, streams, signal}: Pick<Invocation, 'flags' | 'streams' | 'signal'>, question: string, command: string): Promise<void> => {
	if (flags.yes === true) {
		return;
	}

	if (!canAsk({flags, streams})) {
		throw new BacoError('USAGE-1', {
			detail: `baco ${command} asks before it changes anything, and there is no terminal to ask in; say --yes`,
			cause: 'Nothing was changed: nobody said yes to it.',
			fix: 'Run it in a terminal, or with --yes when the change is what you want.',
		});
	}

	const prompt = readline.createInterface({input: streams.stdin, output: streams.stderr});
	try {
		const answer = await prompt.question(`${question} [y/N] `, {signal});
		if (!/^y(?:es)?$/iv.test(answer.trim())) {
			throw new BacoError('CANCELLED');
		}
	} finally {
		prompt.close();
	}
};

/** Whether `confirm` would ask a person. */
export const canAsk = ({flags, streams}: Pick<Invocation, 'flags' | 'streams'>): boolean => flags.yes !== true && streams.stdin.isTTY && streams.stderr.isTTY;
