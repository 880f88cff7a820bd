import {BacoError} from '../../problems/baco-error.js';
import type {ProblemId} from '../../problems/catalogue.js';
import {exitCodes} from '../../problems/exit-codes.js';
import type {RunChoice} from '../runners/command-of.js';
import type {Check} from './check.js';

/** What a start with these checks is refused with: JOB-BUSY, JOB-DIVISIONS, JOB-UNREACHED, JOB-NO-ROOM or JOB-CHECKS, which hold the checks. Undefined when it is not refused. A force starts it although a check fails, except while the same job is running. */
export const refusalOf = ({job}: Pick<RunChoice, 'job'>, checks: readonly Check[], {isForced = false}: {readonly isForced?: boolean} = {}): BacoError | undefined => {
	const faults = checks.filter(({status}) => status === 'fail');
	const running = faults.find(({id}) => id === 'RUNNING');
	if (running !== undefined) {
		return new BacoError('JOB-BUSY', {
			job: job.id, detail: running.detail, fix: running.fix, checks, ...running.evidence,
		});
	}

	if (isForced || faults.length === 0) {
		return undefined;
	}

	const told = {job: job.id, faults: faults.map(({title, detail}) => `${title}: ${detail}${/[!.?]$/v.test(detail) ? '' : '.'}`), checks};
	// A division that is not there is a wrong parameter, whatever else stands in the way.
	return new BacoError(kinds.find(({isOf}) => faults.some(fault => isOf(fault)))?.id ?? 'JOB-CHECKS', told);
};

const kinds: ReadonlyArray<{readonly id: ProblemId; readonly isOf: (fault: Check) => boolean}> = [
	{id: 'JOB-DIVISIONS', isOf: ({id}) => id === 'DIVISIONS'},
	{id: 'JOB-UNREACHED', isOf: ({id, exitCode}) => id === 'SYNERGY' && exitCode === exitCodes.connection},
	{id: 'JOB-NO-ROOM', isOf: ({id}) => id === 'DISK'},
];
