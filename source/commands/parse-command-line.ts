import {parseArgs, type ParseArgsConfig} from 'node:util';
import {demoProfileName} from '../demo/demo-profile-name.js';
import {BacoError} from '../problems/baco-error.js';
import type {Command, Invocation} from './command.js';
import {commands} from './commands.js';
import {commonFlags} from './common-flags.js';
import {suggestion} from './suggestion.js';

export type CommandLine = {
	/** Undefined when only general help or the version is asked for. */
	readonly command: Command | undefined;
	/** No command was named: the console. */
	readonly isImplied: boolean;
	readonly flags: Invocation['flags'];
	readonly positionals: readonly string[];
};

/** Finds the command and reads its flags. Rejects with USAGE-1. */
export const parseCommandLine = async (words: readonly string[]): Promise<CommandLine> => {
	const {tokens} = parseArgs({
		args: [...words], options: commonFlags, strict: false, tokens: true, allowPositionals: true,
	});
	const first = tokens.find(token => token.kind === 'positional');
	const flagBefore = tokens.find(token => token.kind === 'option' && token.index < (first?.index ?? Infinity) && !Object.hasOwn(commonFlags, token.name));
	if (flagBefore?.kind === 'option') {
		throw unknownFlag(flagBefore.rawName, commonFlags);
	}

	if (first?.value === 'help') {
		return help(words.slice(first.index + 1).find(word => !word.startsWith('-')));
	}

	if (first?.kind !== 'positional') {
		return implied(words);
	}

	const command = await load(first.value);
	return {command, isImplied: false, ...parse(words.toSpliced(first.index, 1), command)};
};

const help = async (name: string | undefined): Promise<CommandLine> =>
	({
		command: name === undefined ? undefined : await load(name), isImplied: name === undefined, flags: {help: true}, positionals: [],
	});

const implied = async (words: readonly string[]): Promise<CommandLine> => {
	const {flags} = parse(words, undefined);
	if (flags.help === true || flags.version === true) {
		return {
			command: undefined, isImplied: true, flags, positionals: [],
		};
	}

	return {
		command: await load('console'), isImplied: true, flags, positionals: [],
	};
};

const load = async (name: string): Promise<Command> => {
	const entry = commands.find(command => command.name === name);
	if (entry === undefined) {
		throw new BacoError('USAGE-1', {detail: `There is no command ${JSON.stringify(name)}${suggestion(name, commands.map(command => command.name))}`, cause: 'The first word is the name of a command.'});
	}

	const {default: command} = await entry.load();
	return command;
};

const parse = (words: readonly string[], command: Command | undefined): Pick<CommandLine, 'flags' | 'positionals'> => {
	const options = {...commonFlags, ...command?.options};
	try {
		const {values, positionals} = parseArgs({
			args: [...words], options, strict: true, allowPositionals: true,
		});
		refuseTwoProfiles(values);
		return {flags: values, positionals};
	} catch (error) {
		throw explained(error, words, options, command?.name);
	}
};

/** `--demo` chooses a profile itself: another one beside it would be left out without a word. */
const refuseTwoProfiles = ({demo, profile}: CommandLine['flags']) => {
	if (demo === true && profile !== undefined && profile !== demoProfileName) {
		throw new BacoError('USAGE-1', {
			detail: `--demo and --profile ${JSON.stringify(profile)} exclude each other`,
			cause: `--demo works on the profile ${demoProfileName}.`,
			fix: 'Leave one of the two out.',
		});
	}
};

/** The parser's errors in the words of this program. */
const explained = (error: unknown, words: readonly string[], options: NonNullable<ParseArgsConfig['options']>, command: string | undefined): unknown => {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	const flag = /'(?:-\w, )?(?<flag>-[^ '=]+)/v.exec(error instanceof Error ? error.message : '')?.groups?.flag ?? words.find(word => word.startsWith('-')) ?? '';
	switch (code) {
		case 'ERR_PARSE_ARGS_UNKNOWN_OPTION': {
			return unknownFlag(flag, options, command);
		}

		case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE': {
			const type = options[flag.replace(/^-+/v, '')]?.type;
			const detail = type === 'boolean' ? `The flag ${flag} takes no value` : `The flag ${flag} needs a value (a value that starts with a hyphen is written ${flag}=VALUE)`;
			return new BacoError('USAGE-1', {detail, cause: type === 'boolean' ? 'The flag says yes by being there.' : 'The value is missing, or looks like another flag.', command});
		}

		default: {
			return error;
		}
	}
};

const unknownFlag = (flag: string, options: NonNullable<ParseArgsConfig['options']>, command?: string) =>
	new BacoError('USAGE-1', {detail: `There is no flag ${flag}${suggestion(flag, Object.keys(options).map(name => `--${name}`))}`, cause: `baco${command === undefined ? '' : ` ${command}`} does not know this flag.`, command});
