import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

const list = (values: unknown) => Array.isArray(values) ? values.map(value => show(value)).join(', ') : show(values);

/** The jobs that work on Synergy's own logs: LogHandler and ErrorLogChecker. */
export const logJobProblems = {
	'LOG-UNKNOWN': {
		exitCode: exitCodes.configuration,
		explain: ({table, tables}) => ({
			summary: `The profile sets days for ${show(table)}, which LogHandler does not truncate.`,
			cause: `It truncates these tables alone: ${list(tables)}.`,
			fix: 'Correct the name with baco profile set NAME --log-days TABLE=DAYS; all tables with days are named together.',
		}),
	},
	'LOG-BUSY': {
		exitCode: exitCodes.failed,
		explain: ({tables, message}) => ({
			summary: `Old rows are left in ${list(tables)}, because others held locks there for minutes. ${show(message)}`,
			cause: 'A transaction stays open in Synergy, or another program works on the same logs. The job gives way, so that nobody waits for it.',
			fix: 'Run it again at a quieter hour; sys.dm_exec_sessions shows sessions with an open transaction.',
		}),
	},
} as const satisfies Record<string, Entry>;
