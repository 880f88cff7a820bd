import type {Command} from './command.js';
import {commands} from './commands.js';

/** What `baco --help` prints. */
export const generalHelp = (): string => {
	const width = Math.max(...commands.map(({name}) => name.length));
	return [
		'baco: operations console for Exact Synergy Enterprise and Globe',
		'',
		'Usage:',
		'  baco [--profile NAME, --demo]    open the console',
		'  baco COMMAND [FLAGS]             run one command',
		'',
		'Commands:',
		...commands.map(({name, summary}) => `  ${name.padEnd(width)}  ${summary}`),
		'',
		...commonLines,
		'',
		'baco COMMAND --help tells what a command takes.',
		'',
	].join('\n');
};

/** What `baco COMMAND --help` prints. */
export const commandHelp = ({name, summary, usage}: Command): string => [
	`baco ${name}: ${summary}`,
	'',
	'Usage:',
	...usage.map(line => usageLine(name, line)),
	'',
	...commonLines,
	'',
].join('\n');

/** Only a line that begins with the command is one to be typed; the others go on with it or explain it. */
const usageLine = (name: string, line: string) => line.split(' ', 1)[0] === name ? `  baco ${line}` : `  ${line}`.trimEnd();

const commonLines = [
	'Flags of every command:',
	'  --profile NAME   the environment to work on (else BACO_PROFILE, else the one in use)',
	'  --demo           the embedded environment with sample data, started when needed',
	'  --json           one JSON document on standard output, errors as JSON on standard error',
	'  --plain          text that is only ever appended, for screen readers and logs',
	'  --no-color       no colors (as NO_COLOR)',
	'  --help, -h       this text',
	'  --version, -V    the version',
];
