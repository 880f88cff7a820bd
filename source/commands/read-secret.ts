import {keepSecret} from '../platform/redact.js';
import {BacoError} from '../problems/baco-error.js';
import type {Invocation} from './command.js';
import {askInTerminal} from './open-command-workspace.js';

/** The secret of `--password-stdin` (the first line), else of a prompt: also when nothing is piped and it would be typed for all to see. Rejects with SECRET-MISSING where nobody can be asked. */
export const readSecret = async (invocation: Invocation, name: string, label: string): Promise<string> => {
	const isPiped = invocation.flags['password-stdin'] === true && !invocation.streams.stdin.isTTY;
	const secret = isPiped ? await firstLine(invocation.streams.stdin) : await typed(invocation, name, label);
	if (secret === '') {
		throw new BacoError('SECRET-EMPTY', {name});
	}

	keepSecret(secret);
	return secret;
};

const firstLine = async (stdin: AsyncIterable<Uint8Array | string>): Promise<string> => {
	const decoder = new TextDecoder();
	let text = '';
	for await (const chunk of stdin) {
		text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, {stream: true});
		if (text.includes('\n')) {
			break;
		}
	}

	return (text + decoder.decode()).split(/\r?\n/v, 1)[0]!;
};

const typed = async (invocation: Invocation, name: string, label: string): Promise<string> => {
	const ask = askInTerminal(invocation);
	if (ask === undefined) {
		throw new BacoError('USAGE-1', {
			detail: `There is no terminal to ask for the password of ${name} in`,
			cause: 'Standard input or standard error is a pipe or a file.',
			fix: 'Pipe the password in with --password-stdin, or run it in a terminal.',
		});
	}

	const answer = await ask({name, label});
	if (answer === undefined) {
		throw new BacoError('CANCELLED');
	}

	return answer;
};
