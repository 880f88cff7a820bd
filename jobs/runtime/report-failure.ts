import process from 'node:process';
import {redact} from '../../source/platform/redact.js';
import {toBacoError} from '../../source/problems/baco-error.js';
import {sqlProblem} from '../../source/problems/sql-problem.js';
import type {Job} from '../../source/runs/catalogue/job.js';

/** Writes the failure to standard error, without secrets, and returns the exit code. */
export const reportFailure = (job: Job, error: unknown): number => {
	const problem = toBacoError(sqlProblem(error));
	const {summary, cause, fix} = problem.explanation;
	const {faults} = problem.facts;
	const lines = problem.id === 'JOB-USAGE' && Array.isArray(faults)
		? [...faults.map(fault => `${job.name}: ${String(fault)}`), `  Fix: ${fix}`]
		: [`${job.name}: ${summary}`, `  Why: ${cause}`, `  Fix: ${fix}`];
	process.stderr.write(`${lines.map(line => redact(line).replaceAll(/\p{Control}+/gv, ' ')).join('\n')}\n${debugText(error)}`);
	return problem.exitCode;
};

/** Stack and causes, with BACO_DEBUG=1 only. */
const debugText = (error: unknown): string => {
	const {BACO_DEBUG: isWanted = ''} = process.env;
	if (['', '0'].includes(isWanted)) {
		return '';
	}

	const stacks: string[] = [];
	for (let current = error; current instanceof Error && stacks.length < 5; current = current.cause) {
		stacks.push(current.stack ?? current.message);
	}

	return `${redact(stacks.join('\ncaused by: '))}\n`;
};
