import {finding, worstFinding, type Finding} from '../../problems/finding.js';
import type {SqlConnection} from '../../sql/contract.js';
import {isNotPermitted} from '../../sql/not-permitted.js';
import {
	checkConnection,
	checkLogin,
	checkMapping,
	checkPermissions,
	checkState,
	type BacoCheck,
} from '../baco-checks.js';
import {needed, type Step, type StepContext} from '../step.js';

/** BACO: the login's state at the server, its user in the Globe database, and its rights. What may not be seen is said to be so. */
export const bacoStep: Step = {
	id: 'BACO',
	needs: ['globe', 'database'],
	makes: [],
	deadlineMs: 20_000,
	async run(context) {
		const {globe: {connection, login}, database} = needed(context, 'globe', 'database');
		const evidence: Record<string, unknown> = {checkedAs: login};
		const findings: Finding[] = [];
		for (const check of checks) {
			// eslint-disable-next-line no-await-in-loop -- One connection runs one request at a time.
			const outcome = await runCheck(check, connection, context);
			Object.assign(evidence, outcome.evidence);
			findings.push(...outcome.findings);
		}

		const {globeUser} = context.workspace.profile;
		return {
			summary: worstFinding(findings)?.summary ?? `${globeUser} is enabled and mapped to ${database}`,
			evidence,
			findings,
		};
	},
};

const checks: readonly BacoCheck[] = [checkLogin, checkState, checkMapping, checkPermissions, checkConnection];

/** A check that the login may not make is left out with a word, the others go on. */
const runCheck = async (check: BacoCheck, connection: SqlConnection, context: StepContext) => {
	const {workspace: {profile}, signal, made} = context;
	const facts = {
		login: profile.globeUser, server: connection.target.name ?? made.sqlEndpoint?.name, database: made.database, asLogin: made.globe?.login,
	};
	try {
		return await check({
			connection, login: profile.globeUser, facts, signal,
		});
	} catch (error) {
		if (isNotPermitted(error)) {
			return {
				evidence: {}, findings: [finding('PERM-3', 'info', {
					...facts, login: made.globe?.login, number: error.number, check: error.message,
				})],
			};
		}

		throw error;
	}
};
