import process from 'node:process';
import {hasKeptSecretsOf} from '../platform/redact.js';
import {BacoError} from '../problems/baco-error.js';
import {languageOf} from '../sync-user/labels.js';
import type {Streams} from './command.js';
import {commandHelp, generalHelp} from './help.js';
import {parseCommandLine, type CommandLine} from './parse-command-line.js';
import {reportError} from './report-error.js';

export type Surroundings = {
	readonly streams: Streams;
	/** Aborted by SIGINT and SIGTERM. */
	readonly signal: AbortSignal;
};

/** Runs one command line and returns its exit code. Every error ends here, as a text for people or as JSON. */
export const runCommand = async (commandLine: readonly string[], {streams, signal}: Surroundings): Promise<number> => {
	for (const word of commandLine) {
		// It may be repeated in an error.
		hasKeptSecretsOf(word);
	}

	try {
		return await run(await parseCommandLine(commandLine), streams, signal);
	} catch (error) {
		// Who waited for something throws why the wait was ended.
		return reportError(signal.aborted && error === signal.reason ? new BacoError('CANCELLED', {}, {cause: error}) : error, {stderr: streams.stderr, isJson: isJsonAsked(commandLine), language: languageOf(languageAsked(commandLine), process.env)});
	}
};

const run = async (line: CommandLine, streams: Streams, signal: AbortSignal): Promise<number> => {
	const {command, flags, positionals} = line;
	if (flags.version === true) {
		const {version} = await import('../platform/version.js');
		streams.stdout.write(`baco ${version()}\n`);
		return 0;
	}

	if (flags.help === true) {
		streams.stdout.write(command === undefined || line.isImplied ? generalHelp() : commandHelp(command));
		return 0;
	}

	if (flags['no-color'] === true) {
		// Whoever draws looks there, child processes too.
		process.env.NO_COLOR = '1';
	}

	if (command === undefined) {
		throw new TypeError('Only help and the version go without a command.');
	}

	return command.run({
		flags: command.startsDemo === true ? flags : await withDemo(flags, streams, signal), positionals, streams, signal,
	});
};

/** `--demo` starts the embedded environment when needed and chooses its profile. */
const withDemo = async (flags: CommandLine['flags'], {stderr}: Streams, signal: AbortSignal): Promise<CommandLine['flags']> => {
	if (flags.demo !== true) {
		return flags;
	}

	const {ensureDemo} = await import('../demo/demo.js');
	return {
		...flags, profile: await ensureDemo({
			signal,
			onProgress(line) {
			// The first start makes the databases, which takes a while; a script does not want to hear of it.
				if (stderr.isTTY && flags.json !== true) {
					stderr.write(`${line}\n`);
				}
			},
		}),
	};
};

/** Known before the command line is understood, as its errors are JSON too. */
const isJsonAsked = (commandLine: readonly string[]) => flagsOf(commandLine).includes('--json');

const languageAsked = (commandLine: readonly string[]): string | undefined => {
	const words = flagsOf(commandLine);
	const index = words.indexOf('--language');
	return index === -1 ? words.find(text => text.startsWith('--language='))?.slice('--language='.length) : words[index + 1];
};

const flagsOf = (commandLine: readonly string[]) => {
	const end = commandLine.indexOf('--');
	return commandLine.slice(0, end === -1 ? undefined : end);
};
