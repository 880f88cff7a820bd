import process from 'node:process';
import {createInterface} from 'node:readline';
import {BacoError} from '../../source/problems/baco-error.js';
import type {StopReason} from './stop-signal.js';

type Secrets = Readonly<Record<string, string>>;

/**
What the launcher tells on standard input: one line with the secrets when BACO_JOB_STDIN is `secrets`, and later `{"stop":true}`, where `reason` and `by` may tell why.
Without BACO_JOB_STDIN it is not read, so that a job in a shell loop does not eat the loop's input. Rejects with JOB-SECRETS.
*/
export const listenToInput = async (onStop: (why: StopReason) => void): Promise<Secrets> => {
	const {BACO_JOB_STDIN: kind} = process.env;
	if (kind !== 'secrets' && kind !== 'control') {
		return {};
	}

	const {promise: first, resolve} = Promise.withResolvers<string | undefined>();
	const lines = createInterface({input: process.stdin, crlfDelay: Infinity});
	let isFirst = kind === 'secrets';
	lines.on('line', line => {
		if (isFirst) {
			isFirst = false;
			resolve(line);
		} else {
			const why = stopOf(line);
			if (why !== undefined) {
				onStop(why);
			}
		}
	});
	lines.on('close', () => {
		resolve(undefined);
	});
	process.stdin.on('error', () => undefined);
	if (kind === 'control') {
		resolve(undefined);
	}

	const patience = setTimeout(resolve, 15_000, undefined);
	const line = await first;
	clearTimeout(patience);
	// Only the work keeps the process alive.
	(process.stdin as {unref?: () => void}).unref?.();
	return line === undefined ? {} : secretsOf(line);
};

const stopOf = (line: string): StopReason | undefined => {
	let value: {readonly stop?: unknown; readonly reason?: unknown; readonly by?: unknown} | undefined;
	try {
		value = JSON.parse(line) as typeof value;
	} catch {
		return undefined;
	}

	if (value?.stop !== true) {
		return undefined;
	}

	const reason = value.reason === 'timeout' || value.reason === 'signal' ? value.reason : 'cancel';
	return {reason, ...(typeof value.by === 'string' && {by: value.by})};
};

const secretsOf = (line: string): Secrets => {
	let parsed: unknown;
	try {
		parsed = JSON.parse(line);
	} catch {
		// The parser's own message quotes the text.
		throw new BacoError('JOB-SECRETS', {detail: 'the first line is no JSON'});
	}

	const secrets = typeof parsed === 'object' && parsed !== null && 'secrets' in parsed ? parsed.secrets : undefined;
	if (typeof secrets !== 'object' || secrets === null || Object.values(secrets).some(value => typeof value !== 'string')) {
		throw new BacoError('JOB-SECRETS', {detail: 'the first line has no "secrets" with texts in it'});
	}

	return secrets as Secrets;
};
