import {jobs} from '../../runs/catalogue/jobs.js';
import type {AppState} from './app-state.js';
import {sortKeys} from './visible-divisions.js';

export type CommandName = 'jobs' | 'run' | 'runs' | 'process-log' | 'connections' | 'division' | 'test' | 'cancel' | 'access-servers' | 'settings' | 'unsaved' | 'filter' | 'sort' | 'profile' | 'audit' | 'log' | 'report' | 'retry' | 'help' | 'quit';

/** Commands of the `:` line, with what they take. */
export const commandList: ReadonlyArray<{readonly name: CommandName; readonly argument: string; readonly help: string}> = [
	{name: 'division', argument: 'CODE', help: 'open a division'},
	{name: 'test', argument: 'CODE|all', help: 'test a division, or all of the list'},
	{name: 'cancel', argument: '', help: 'cancel the running tests'},
	{name: 'access-servers', argument: '[CODE]', help: 'show the BACOACCESSSERVERS table'},
	{name: 'settings', argument: '[CODE]', help: 'show and change the back office settings'},
	{name: 'unsaved', argument: '', help: 'review and save the settings that are not saved'},
	{name: 'jobs', argument: '', help: 'background jobs, to launch one'},
	{name: 'run', argument: 'JOB [/C:001] [--dry-run]', help: 'open the form that launches a job'},
	{name: 'runs', argument: '', help: 'runs of jobs, those that go on and those that ended'},
	{name: 'process-log', argument: '', help: 'the process report of Synergy'},
	{name: 'connections', argument: '', help: 'show the synchronisation users'},
	{name: 'filter', argument: '[TEXT]', help: 'filter the list; nothing shows all'},
	{name: 'sort', argument: 'COLUMN', help: 'sort the list'},
	{name: 'profile', argument: '[NAME]', help: 'switch to a profile'},
	{name: 'audit', argument: '', help: 'changes and undo'},
	{name: 'log', argument: '', help: 'statements that were run'},
	{name: 'report', argument: '[FILE]', help: 'write a report'},
	{name: 'retry', argument: '', help: 'connect again'},
	{name: 'help', argument: '', help: 'keys of this screen'},
	{name: 'quit', argument: '', help: 'quit'},
];

export type ParsedCommand =
	| {readonly name: CommandName; readonly argument: string}
	| {readonly refusal: string};

/** Reads a typed command. A name may be cut as far as only one begins like it. */
export const parseCommand = (text: string): ParsedCommand => {
	const [word = '', ...rest] = text.trim().split(/\s+/v);
	const argument = rest.join(' ');
	const found = commandList.filter(({name}) => name === word.toLowerCase());
	const candidates = found.length > 0 ? found : commandList.filter(({name}) => word !== '' && name.startsWith(word.toLowerCase()));
	const [command] = candidates;
	if (!command) {
		return {refusal: word === '' ? 'Type a command; Tab completes it.' : `There is no command ${word}. Tab shows the commands.`};
	}

	if (candidates.length > 1) {
		return {refusal: `${word} may be ${candidates.map(({name}) => name).join(' or ')}.`};
	}

	return argument === '' && command.argument !== '' && !command.argument.startsWith('[') ? {refusal: `${command.name} needs ${command.argument}.`} : {name: command.name, argument};
};

/** What the last word may become; `value` is the text as far as all choices agree. */
export const completeCommand = (state: AppState, text: string): {readonly value: string; readonly choices: readonly string[]} => {
	const line = text.trimStart();
	const name = line.split(/\s/v, 1)[0]!;
	const isNamed = line.length > name.length;
	const argument = line.slice(name.length).trimStart();
	const choices = (isNamed ? argumentsOf(state, name) : commandList.map(command => command.name)).filter(choice => choice.toLowerCase().startsWith((isNamed ? argument : name).toLowerCase()));
	if (choices.length === 0) {
		return {value: text, choices};
	}

	const common = commonStart(choices);
	const completed = isNamed ? `${name} ${common}` : common;
	const isWhole = choices.length === 1 && !isNamed && commandList.find(command => command.name === common)?.argument !== '';
	return {value: isWhole ? `${completed} ` : completed, choices};
};

function commonStart([first = '', ...others]: readonly string[]): string {
	const lengths = others.map(other => agreement(first, other));
	return first.slice(0, Math.min(first.length, ...lengths));
}

function agreement(left: string, right: string): number {
	let length = 0;
	while (length < left.length && left[length]!.toLowerCase() === right[length]?.toLowerCase()) {
		length++;
	}

	return length;
}

function argumentsOf(state: AppState, word: string): readonly string[] {
	const parsed = parseCommand(`${word} x`);
	const codes = state.divisions.map(({code}) => code);
	const choices: Partial<Record<CommandName, readonly string[]>> = {
		division: codes,
		'access-servers': codes,
		settings: codes,
		test: ['all', ...codes],
		run: jobs.filter(({obsolete}) => obsolete === undefined).map(({id}) => id),
		profile: state.profiles?.map(({name}) => name),
		sort: sortKeys,
	};
	return ('name' in parsed ? choices[parsed.name] : undefined) ?? [];
}
