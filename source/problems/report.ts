import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

const causes: Readonly<Record<string, string>> = {
	ENOENT: 'Its folder does not exist.',
	ENOTDIR: 'A part of its path is a file, not a folder.',
	EACCES: 'This user may not write there.',
	EPERM: 'This user may not write there.',
	EROFS: 'That disk is read-only.',
	ENOSPC: 'The disk is full.',
	EDQUOT: 'The disk is full.',
	EISDIR: 'It is a folder or a device, not a file.',
};

/** What is written to a place that a person names: the report of a test, an export of profiles, the log of a run. */
export const reportProblems = {
	'REPORT-EXISTS': {
		exitCode: exitCodes.usage,
		explain: ({file, what = 'report', command = 'baco test --report FILE'}) => ({
			summary: `The ${show(what)} is not written: ${show(file)} exists already.`,
			cause: 'A file that is there is not replaced without a word.',
			// Only a command can be told to replace it.
			fix: what === 'log' ? 'Give another name.' : `Give another name; ${show(command)} --force replaces the file.`,
		}),
	},
	'REPORT-WRITE': {
		exitCode: exitCodes.configuration,
		explain: ({file, code, what = 'report'}) => ({
			summary: `The ${show(what)} cannot be written to ${show(file)}: ${show(code)}.`,
			cause: causes[show(code)] ?? 'The operating system refused the write.',
			fix: code === 'ENOSPC' || code === 'EDQUOT' ? 'Free some space, or give a file on another disk.' : 'Give a file in a folder that exists and can be written.',
		}),
	},
} as const satisfies Record<string, Entry>;
