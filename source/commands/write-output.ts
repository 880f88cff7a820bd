import type {Invocation} from './command.js';

export type Output = {
	/** The document of --json. */
	readonly json: () => unknown;
	readonly text: () => string | Promise<string>;
};

/** Writes the result of a command: one JSON document with --json, else the text, ended by a line break. */
export const writeOutput = async ({flags, streams}: Pick<Invocation, 'flags' | 'streams'>, {json, text}: Output): Promise<void> => {
	// Not redacted here: a secret inside a document's own punctuation would break it. What goes in has none.
	const output = flags.json === true ? JSON.stringify(json(), undefined, streams.stdout.isTTY ? 2 : undefined) : await text();
	streams.stdout.write(`${output.trimEnd()}\n`);
};
