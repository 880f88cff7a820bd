import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

export const usageProblems = {
	'USAGE-1': {
		exitCode: exitCodes.usage,
		explain: ({detail, command, cause, fix}) => ({
			summary: `${show(detail)}.`,
			cause: cause === undefined ? 'Something in the command line is missing, unknown or does not go with the rest.' : show(cause),
			fix: fix === undefined ? `Run baco ${command === undefined ? '' : `${show(command)} `}--help to see what it takes.` : show(fix),
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
