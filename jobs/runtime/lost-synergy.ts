import {BacoError} from '../../source/problems/baco-error.js';
import {exitCodes} from '../../source/problems/exit-codes.js';
import {sqlProblem} from '../../source/problems/sql-problem.js';
import type {Profile} from '../../source/profiles/profile.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';
import type {Reached} from './job-report.js';

export type LostWork = Reached & {
	readonly synergy: Pick<SqlConnection, 'lost'>;
	readonly profile: Profile;
	readonly isDryRun: boolean;
};

/** A failure of the connection after the loss of Synergy, as JOB-BROKEN: whatever failed next, the loss is what happened, and a connection that worked needs no other settings. Every other failure stays as it is. */
export const ofLostSynergy = (error: unknown, {synergy, profile, progress, division, isDryRun}: LostWork): unknown => {
	const problem = sqlProblem(error);
	if (synergy.lost === undefined || !(problem instanceof BacoError) || problem.exitCode !== exitCodes.connection) {
		return error;
	}

	const failure = problem.cause instanceof SqlFailure ? problem.cause : undefined;
	return new BacoError('JOB-BROKEN', {
		server: profile.server.host, progress, division, isDryRun, isDoubtful: failure?.outcomeUnknown, code: failure?.socketCode,
	}, {cause: error});
};
