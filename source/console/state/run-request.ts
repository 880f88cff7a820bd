import {splitWords} from '../../commands/split-words.js';
import {BacoError} from '../../problems/baco-error.js';
import {findJob} from '../../runs/catalogue/find-job.js';
import type {Job} from '../../runs/catalogue/job.js';
import {readWords} from '../../runs/runners/read-words.js';
import type {Values} from '../../runs/runners/values.js';

export type RunWords = {readonly job: Job; readonly values: Values | undefined; readonly dryRun: boolean};

/** Reads `JOB /C:001 --dry-run`, as `baco run` does. What is wrong is said in a sentence. Without parameters the form asks for them. */
export const readRunWords = (text: string): RunWords | {readonly fault: string} => {
	const [name = '', ...words] = splitWords(text);
	try {
		const job = findJob(name);
		const own = words.filter(word => word !== '--dry-run');
		const fault = whyNotLaunch(job);
		if (fault !== undefined) {
			return {fault};
		}

		if (own.length < words.length && job.builtIn === undefined) {
			return {fault: 'The vendor\'s programs have no dry run, and the job is not built in yet.'};
		}

		if (own.length === 0) {
			return {job, values: undefined, dryRun: words.length > 0};
		}

		const {values, server, database} = readWords(job, own);
		return server === undefined && database === undefined ? {job, values, dryRun: own.length < words.length} : {fault: '/S: and /D: are those of the profile: leave them out.'};
	} catch (error) {
		if (error instanceof BacoError) {
			return {fault: error.explanation.summary};
		}

		throw error;
	}
};

/** Why a job cannot be launched at all; undefined when it can. */
export const whyNotLaunch = ({obsolete, builtIn, classic, enterprise}: Job): string | undefined => {
	if (obsolete !== undefined) {
		return `Not used since ${obsolete.since}: ${obsolete.reason}`;
	}

	return builtIn === undefined && classic === undefined && enterprise === undefined ? 'Neither built in yet, nor is the name of the vendor\'s program known.' : undefined;
};
