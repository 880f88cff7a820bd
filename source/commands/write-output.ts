import {redact} from '../platform/redact.js';
import type {Invocation} from './command.js';

/** Writes the result of a command: one JSON document with --json, else the text, each ended by a line break. */
export const writeOutput = ({flags, streams}: Pick<Invocation, 'flags' | 'streams'>, {json, text}: {readonly json: () => unknown; readonly text: () => string}): void => {
	const output = flags.json === true ? JSON.stringify(json(), undefined, streams.stdout.isTTY ? 2 : undefined) : text();
	streams.stdout.write(`${redact(output.trimEnd())}\n`);
};
