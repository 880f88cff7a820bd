import {BacoError} from '../problems/baco-error.js';
import {askLine} from './ask-line.js';
import type {Invocation} from './command.js';

/** Asks whether to go on, unless --yes says so. Rejects with CANCELLED for any answer but yes, and with USAGE-1 where nobody can be asked. */
export const confirm = async ({flags, streams, signal}: Pick<Invocation, 'flags' | 'streams' | 'signal'>, question: string, command: string): Promise<void> => {
	if (flags.yes === true) {
		return;
	}

	refuseUnasked({flags, streams}, command);
	const answer = await askLine({streams, signal}, `${question} [y/N]`);
	if (!/^y(?:es)?$/iv.test(answer)) {
		throw new BacoError('CANCELLED');
	}
};

/** Where nobody can be asked and --yes was not said: for commands that have much to do before the question. Throws USAGE-1. */
export const refuseUnasked = ({flags, streams}: Pick<Invocation, 'flags' | 'streams'>, command: string): void => {
	if (flags.yes !== true && !canAsk({flags, streams})) {
		throw new BacoError('USAGE-1', {
			detail: `baco ${command} asks before it changes anything, and there is no terminal to ask in; say --yes`,
			cause: 'Nothing was changed: nobody said yes to it.',
			fix: 'Run it in a terminal, or with --yes when the change is what you want.',
		});
	}
};

/** Whether `confirm` would ask a person. */
export const canAsk = ({flags, streams}: Pick<Invocation, 'flags' | 'streams'>): boolean => flags.yes !== true && streams.stdin.isTTY && streams.stderr.isTTY;
