import type {Ask} from '../credentials/contract.js';
import type {Workspace} from '../workspace/contract.js';
import {openWorkspace} from '../workspace/open-workspace.js';
import type {Invocation} from './command.js';

/** The workspace of a command: its profile, and questions to the person where there is a terminal. */
export const openCommandWorkspace = async (invocation: Pick<Invocation, 'flags' | 'streams' | 'signal'>): Promise<Workspace> => {
	const {profile} = invocation.flags;
	return openWorkspace({profile: typeof profile === 'string' ? profile : undefined, ask: askInTerminal(invocation)});
};

/** Asks on standard error, so that a redirected result stays clean; undefined where nobody can answer. */
export const askInTerminal = ({streams, signal}: Pick<Invocation, 'streams' | 'signal'>): Ask | undefined => {
	if (!streams.stdin.isTTY || !streams.stderr.isTTY) {
		return undefined;
	}

	return async ({label}) => {
		const {promptSecret} = await import('../credentials/prompt-secret.js');
		return promptSecret({
			input: streams.stdin, output: streams.stderr, label, signal,
		});
	};
};
