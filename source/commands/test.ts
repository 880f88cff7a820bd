import type {TestEvent, TestResult} from '../connection/contract.js';
import type {Division} from '../divisions/contract.js';
import {BacoError, toBacoError} from '../problems/baco-error.js';
import {exitCodes} from '../problems/exit-codes.js';
import type {Profile} from '../profiles/profile.js';
import type {Command, Invocation} from './command.js';
import {openCommandWorkspace} from './open-command-workspace.js';
import {testProgress} from './test-progress.js';
import {manyResultsText, resultText} from './test-text.js';
import {writeOutput} from './write-output.js';

const test: Command = {
	name: 'test',
	summary: 'the connection test of one, several or all divisions',
	usage: [
		'test DIVISION...   test these divisions',
		'test --all [--concurrency N]   test all of them, N at the same time (16)',
		'test ... --report FILE [--force]   and write a report: JSON when FILE ends in .json, else Markdown; --force replaces FILE',
	],
	options: {
		all: {type: 'boolean'}, concurrency: {type: 'string'}, report: {type: 'string'}, force: {type: 'boolean'},
	},
	async run(invocation) {
		const concurrency = concurrencyOf(invocation);
		refuseUnclear(invocation);
		await checkReport(invocation);
		const workspace = await openCommandWorkspace(invocation);
		try {
			const {listDivisions} = await import('../divisions/list-divisions.js');
			const {chooseDivisions} = await import('../divisions/choose-divisions.js');
			const {testDivisions} = await import('../connection/test-divisions.js');
			const all = await listDivisions(workspace, {signal: invocation.signal});
			const chosen: readonly Division[] = invocation.flags.all === true ? all : chooseDivisions(all, invocation.positionals);
			const progress = testProgress(invocation, chosen.length);
			const ended = new Map<string, TestResult>();
			const onEvent = (event: TestEvent) => {
				if (event.type === 'test-ended') {
					ended.set(event.result.division, event.result);
				}

				progress.onEvent(event);
			};

			const results = await testDivisions(workspace, chosen, {signal: invocation.signal, concurrency, onEvent}).catch(async (error: unknown) => {
				progress.end();
				if (error instanceof BacoError && error.id === 'CANCELLED') {
					await showCancelled(invocation, chosen.map(({code}) => ended.get(code)).filter(result => result !== undefined), chosen.length, workspace.profile.name);
				}

				throw error;
			});
			progress.end();
			await showResults(invocation, results, workspace.profile);
			return results.some(({verdict}) => verdict === 'fail') ? exitCodes.failed : exitCodes.done;
		} finally {
			await workspace.close();
		}
	},
};

const refuseUnclear = ({flags, positionals}: Invocation) => {
	if (flags.all === true && positionals.length > 0) {
		throw new BacoError('USAGE-1', {detail: 'baco test takes divisions or --all, not both', cause: '--all stands for every division already.', command: 'test'});
	}

	if (flags.all !== true && positionals.length === 0) {
		throw new BacoError('USAGE-1', {detail: 'baco test needs a division, or --all', cause: 'What to test was not said.', command: 'test'});
	}
};

const concurrencyOf = ({flags}: Invocation): number | undefined => {
	const {concurrency} = flags;
	if (concurrency === undefined) {
		return undefined;
	}

	const number = typeof concurrency === 'string' && /^\d{1,3}$/v.test(concurrency) ? Number(concurrency) : 0;
	if (number < 1 || number > 100) {
		const detail = `--concurrency takes a number from 1 to 100, not ${JSON.stringify(concurrency)}`;
		throw new BacoError('USAGE-1', {detail, cause: 'It is the number of divisions tested at the same time.', command: 'test'});
	}

	return number;
};

/** Shows the results also when the report of them cannot be written; that is told after them. */
const showResults = async (invocation: Invocation, results: readonly TestResult[], profile: Profile): Promise<void> => {
	const {report, error} = await writeReportOf(invocation, results, profile);
	await writeOutput(invocation, {
		json: () => ({results, ...(report !== undefined && {report})}),
		text: () => [results.length === 1 ? resultText(results[0]!, profile.name) : manyResultsText(results, profile.name), ...(report === undefined ? [] : [`Report: ${report}`])].join('\n'),
	});
	if (error !== undefined) {
		throw error;
	}
};

/** What was tested before the cancellation is known, and is not lost by it. */
const showCancelled = async (invocation: Invocation, results: readonly TestResult[], wanted: number, profile: string): Promise<void> => {
	if (results.length > 0 || invocation.flags.json === true) {
		await writeOutput(invocation, {
			json: () => ({results, cancelled: true}),
			text: () => `${manyResultsText(results, profile)}\nCancelled: ${wanted - results.length} of ${wanted} not tested.`,
		});
	}
};

/** Before the test: its results are not for a file that cannot be written. */
const checkReport = async ({flags}: Invocation): Promise<void> => {
	if (typeof flags.report === 'string') {
		const [{checkNamedFile}, {testReport}] = await Promise.all([import('../platform/named-file.js'), import('../connection/report.js')]);
		await checkNamedFile(flags.report, testReport, {mayReplace: flags.force === true});
	} else if (flags.force === true) {
		throw new BacoError('USAGE-1', {detail: '--force goes with --report FILE', cause: 'It lets the report replace a file.', command: 'test'});
	}
};

const writeReportOf = async ({flags}: Invocation, results: readonly TestResult[], profile: Profile): Promise<{readonly report?: string; readonly error?: BacoError}> => {
	if (typeof flags.report !== 'string') {
		return {};
	}

	const {writeReport} = await import('../connection/report.js');
	try {
		return {report: await writeReport(flags.report, results, {profile, mayReplace: flags.force === true})};
	} catch (error) {
		return {error: toBacoError(error)};
	}
};

export default test;
