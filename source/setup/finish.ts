import type {TestEvent, TestResult} from '../connection/contract.js';
import {testDivisions} from '../connection/test-divisions.js';
import {listDivisions} from '../divisions/list-divisions.js';
import {countOf} from '../platform/count-of.js';
import type {Profile} from '../profiles/profile.js';
import {divisionsOfMac} from '../settings/choose-mac.js';
import {nextSteps} from './next-steps.js';
import type {SetupSession} from './session.js';

export type FinishedSetup = {
	readonly profile: Profile;
	readonly isDryRun: boolean;
	/** Enabled ones of the operator. */
	readonly divisions: number;
	readonly results: readonly TestResult[];
	/** Codes of enabled divisions that are not the operator's, or blocked: they are not tested. */
	readonly others: readonly string[];
	/** Names of the passwords that no store keeps. */
	readonly missing: readonly string[];
};

export type FinishOptions = {
	readonly isDryRun: boolean;
	readonly signal: AbortSignal;
	readonly onStart?: (divisions: number) => void;
	readonly onEvent?: (event: TestEvent) => void;
};

/** Saves the profile and tests every enabled division. A test that fails is no failure of the set-up. */
export const finishSetup = async (session: SetupSession, {isDryRun, signal, onStart, onEvent}: FinishOptions): Promise<FinishedSetup> => {
	const profile = await session.finish();
	const workspace = session.open({asks: false});
	try {
		const all = await listDivisions(workspace, {signal});
		const enabled = divisionsOfMac(all);
		const others = all.filter(division => division.enabled && !enabled.includes(division)).map(({code}) => code);
		onStart?.(enabled.length);
		const results = isDryRun ? [] : await testDivisions(workspace, enabled, {signal, ...(onEvent !== undefined && {onEvent})});
		const kept = await workspace.credentials.names();
		const given = session.secretNames().filter(name => name.startsWith(`${profile.name}/baco`));
		const wanted = [`${profile.name}/operator`, ...(given.length === 0 ? [`${profile.name}/baco`] : given), ...(profile.serviceUser === undefined ? [] : [`${profile.name}/service`])];
		return {
			profile, isDryRun, divisions: enabled.length, others, results, missing: wanted.filter(name => !kept.includes(name)),
		};
	} finally {
		await workspace.close();
	}
};

/** One page of what came of it, and what to do next. */
export const finishedLines = ({profile, isDryRun, divisions, others, results, missing}: FinishedSetup): string[] => isDryRun
	? ['Nothing was saved. The profile would be:', ...JSON.stringify(profile, undefined, 2).split('\n'), `It would test ${countOf(divisions, 'division')}.`]
	: nextSteps(profile, results, {missing, others});
