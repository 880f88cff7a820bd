import {testDivisions} from '../connection/test-divisions.js';
import {listDivisions} from '../divisions/list-divisions.js';
import {nextSteps} from '../setup/next-steps.js';
import type {SetupSession} from '../setup/session.js';
import type {Invocation} from './command.js';
import {testProgress} from './test-progress.js';
import {writeOutput} from './write-output.js';

/** Saves the profile, tests every enabled division, and writes the page of what to do next. A test that fails is no failure of the set-up. */
export const finishSetup = async (invocation: Invocation, session: SetupSession): Promise<number> => {
	const {flags, signal} = invocation;
	const isDryRun = flags['dry-run'] === true;
	const profile = await session.finish();
	const workspace = session.open();
	try {
		const divisions = await listDivisions(workspace, {signal});
		const enabled = divisions.filter(division => division.enabled && division.member !== false && division.blocked !== true);
		const progress = testProgress(invocation, enabled.length);
		const results = isDryRun ? [] : await testDivisions(workspace, enabled, {signal, onEvent: progress.onEvent}).finally(progress.end);
		const kept = await workspace.credentials.names();
		const wanted = ['operator', 'baco', ...(profile.serviceUser === undefined ? [] : ['service'])].map(kind => `${profile.name}/${kind}`);
		const missing = wanted.filter(name => !kept.includes(name));
		await writeOutput(invocation, {
			json: () => ({
				profile, dryRun: isDryRun, divisions: enabled.length, results: results.map(({division, name, verdict}) => ({division, name, verdict})), missingCredentials: missing,
			}),
			text: () => isDryRun
				? ['Nothing was saved. The profile would be:', JSON.stringify(profile, undefined, 2), `It would test ${enabled.length} divisions.`].join('\n')
				: nextSteps(profile, results, {missing}).join('\n'),
		});
		return 0;
	} finally {
		await workspace.close();
	}
};
