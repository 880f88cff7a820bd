import {BacoError} from '../problems/baco-error.js';
import type {Invocation} from './command.js';
import {commonFlags} from './common-flags.js';
import {suggestion} from './suggestion.js';

/** One action of a command, as `add` of `baco profile add NAME`. */
export type Subcommand = {
	/** Its arguments; one in brackets may be left out, a last one with dots may be several. */
	readonly takes: readonly string[];
	/** Flags besides the common ones. */
	readonly flags: readonly string[];
	/** Its name may be left out before an argument too, as in `baco sync-user CONNECTION`. */
	readonly isImpliedByArgument?: boolean;
	readonly run: (invocation: Invocation) => Promise<number>;
};

/** Runs the action that the first argument names, with the rest as its arguments; what the action does not take is refused. */
export const runSubcommand = async (command: string, subcommands: Readonly<Record<string, Subcommand>>, invocation: Invocation, implied?: string): Promise<number> => {
	const names = Object.keys(subcommands);
	const [first, ...rest] = invocation.positionals;
	const [name, positionals] = isArgument(first, subcommands, implied) ? [implied, invocation.positionals] : [first ?? implied, rest];
	if (name === undefined) {
		throw new BacoError('USAGE-1', {detail: `baco ${command} needs one of ${names.join(', ')}`, cause: 'What to do was not said.', command});
	}

	if (!Object.hasOwn(subcommands, name)) {
		throw new BacoError('USAGE-1', {detail: `baco ${command} has no ${JSON.stringify(name)}${suggestion(name, names)}`, cause: `It has ${names.join(', ')}.`, command});
	}

	const subcommand = subcommands[name]!;
	refuseArguments(`${command} ${name}`, subcommand.takes, positionals);
	const known = new Set([...subcommand.flags, ...Object.keys(commonFlags)]);
	const surplus = Object.keys(invocation.flags).find(flag => !known.has(flag));
	if (surplus !== undefined) {
		throw new BacoError('USAGE-1', {detail: `baco ${command} ${name} does not take --${surplus}`, cause: `The flag belongs to another action of baco ${command}.`, command});
	}

	return subcommand.run({...invocation, positionals});
};

/** Whether a first word is an argument of the implied action: no action has a name like it. */
const isArgument = (word: string | undefined, subcommands: Readonly<Record<string, Subcommand>>, implied: string | undefined): boolean =>
	word !== undefined && implied !== undefined && !Object.hasOwn(subcommands, word) && subcommands[implied]?.isImpliedByArgument === true && suggestion(word, Object.keys(subcommands)) === '';

/** Refuses missing and surplus arguments. */
export const refuseArguments = (command: string, takes: readonly string[], given: readonly string[]): void => {
	const missing = takes.find((argument, index) => given[index] === undefined && !argument.startsWith('['));
	if (missing !== undefined) {
		throw new BacoError('USAGE-1', {detail: `baco ${command} needs ${missing}`, cause: 'An argument is missing.', command: command.split(' ', 1)[0]});
	}

	if (given.length > takes.length && takes.at(-1)?.includes('...') !== true) {
		throw new BacoError('USAGE-1', {detail: `baco ${command} does not take ${JSON.stringify(given[takes.length])}`, cause: 'It is one argument too many.', command: command.split(' ', 1)[0]});
	}
};
