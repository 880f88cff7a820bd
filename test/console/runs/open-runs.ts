import {sampleProfiles, type SampleOptions} from '../sample-services.js';
import {openScreen, type ScreenOptions} from '../screen.js';
import {sampleRunServices, type SampleRunOptions} from './sample-run-services.js';

/** The console on jobs and runs in memory, with its list of divisions on the screen. */
export const openRuns = async (options: SampleRunOptions = {}, size: Partial<ScreenOptions> = {}, others: SampleOptions = {}) => {
	const sample = sampleRunServices(options);
	const {profiles} = sampleProfiles({...others, runs: sample.services});
	const screen = openScreen({
		profiles, profile: 'delta-prod', columns: 100, rows: 30, ...size,
	});
	await screen.shows('› 001');
	return {...sample, screen};
};

/** Puts the cursor of the list of jobs on one. */
export const goToJob = async ({screen}: Awaited<ReturnType<typeof openRuns>>, name: string) => {
	screen.press('B');
	await screen.shows('RPExcelImport');
	for (let row = 0; row < 20 && !new RegExp(`› .*${name}`, 'v').test(screen.text()); row++) {
		screen.press('j');
		// eslint-disable-next-line no-await-in-loop -- row after row, as an operator does
		await screen.settled();
		// eslint-disable-next-line no-await-in-loop -- as above
		await screen.quiet();
	}
};
