import {columnsOf, hanging} from '../console/text/hanging.js';
import {finishSetup, finishedLines} from '../setup/finish.js';
import type {SetupSession} from '../setup/session.js';
import type {Invocation} from './command.js';
import {testProgress} from './test-progress.js';
import {writeOutput} from './write-output.js';

/** Saves the profile, tests every enabled division, and writes the page of what to do next. */
export const finishInLines = async (invocation: Invocation, session: SetupSession): Promise<number> => {
	let progress: ReturnType<typeof testProgress> | undefined;
	const finished = await finishSetup(session, {
		isDryRun: invocation.flags['dry-run'] === true,
		signal: invocation.signal,
		onStart(divisions) {
			progress = testProgress(invocation, divisions);
		},
		onEvent(event) {
			progress?.onEvent(event);
		},
	}).finally(() => progress?.end());
	const {profile, isDryRun, divisions, results, missing} = finished;
	await writeOutput(invocation, {
		json: () => ({
			profile, dryRun: isDryRun, divisions, results: results.map(({division, name, verdict}) => ({division, name, verdict})), missingCredentials: missing,
		}),
		// The profile of a dry run is JSON, which is not broken.
		text: () => finishedLines(finished).flatMap(line => isDryRun ? [line] : hanging(line, columnsOf(invocation.streams.stdout))).join('\n'),
	});
	return 0;
};
