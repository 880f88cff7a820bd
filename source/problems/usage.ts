import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

export const usageProblems = {
	'USAGE-1': {
		exitCode: exitCodes.usage,
		explain: ({detail, command}) => ({
			summary: `${show(detail)}.`,
			cause: 'The command line was not understood.',
			fix: `Run baco ${command === undefined ? '' : `${show(command)} `}--help to see what it takes.`,
		}),
	},
	'TERMINAL-NONE': {
		exitCode: exitCodes.usage,
		explain: () => ({
			summary: 'The console needs a terminal, and there is none.',
			cause: 'Standard input or output is a pipe, a file or nothing.',
			fix: 'Start baco in a terminal, use baco --plain to answer it by lines, or name a command: baco --help lists them.',
		}),
	},
	'BUG-1': {
		exitCode: exitCodes.failed,
		explain: ({detail}) => ({
			summary: `Unexpected error: ${show(detail)}`,
			cause: 'baco met a case that it does not know.',
			fix: 'Run the same command with BACO_DEBUG=1 and report what it prints.',
		}),
	},
} as const satisfies Record<string, Entry>;
