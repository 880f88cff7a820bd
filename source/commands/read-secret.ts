import {Buffer} from 'node:buffer';
import {decodeSecret, decodeText} from '../platform/read-text.js';
import {keepSecret} from '../platform/redact.js';
import {BacoError} from '../problems/baco-error.js';
import type {Invocation} from './command.js';
import {askInTerminal} from './open-command-workspace.js';

/** The secret of `--password-stdin` (the first line), else of a prompt: also when nothing is piped and it would be typed for all to see. Rejects with SECRET-MISSING where nobody can be asked. */
export const readSecret = async (invocation: Invocation, name: string, label: string): Promise<string> => {
	const isPiped = invocation.flags['password-stdin'] === true && !invocation.streams.stdin.isTTY;
	const secret = isPiped ? await firstLine(invocation.streams.stdin, name) : await typed(invocation, name, label);
	if (secret === '') {
		throw new BacoError('SECRET-EMPTY', {name});
	}

	keepSecret(secret);
	return secret;
};

const firstLine = async (stdin: AsyncIterable<Uint8Array | string>, name: string): Promise<string> => {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stdin) {
		chunks.push(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
		if (decodeText(Buffer.concat(chunks)).includes('\n')) {
			break;
		}
	}

	const bytes = Buffer.concat(chunks);
	const end = bytes.subarray(0, 2).equals(utf16Mark) ? bytes.length - (bytes.length % 2) : bytes.indexOf(10);
	const text = decodeSecret(end === -1 ? bytes : bytes.subarray(0, end));
	if (text === undefined) {
		throw new BacoError('USAGE-1', {
			detail: `What was piped in as the password of ${name} is no UTF-8 text`,
			cause: 'Whatever wrote it uses another code page.',
			fix: 'Pipe it in as UTF-8 (in Windows PowerShell: $OutputEncoding = [Text.Encoding]::UTF8), or type it at the prompt.',
		});
	}

	return text.split(/\r?\n/v, 1)[0]!.replace(/\r$/v, '');
};

const utf16Mark = Uint8Array.of(0xFF, 0xFE);

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
