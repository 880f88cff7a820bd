import type {TestResult} from '../connection/contract.js';
import type {Division} from '../divisions/contract.js';
import {BacoError} from '../problems/baco-error.js';
import {exitCodes} from '../problems/exit-codes.js';
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
		'test ... --report FILE   and write a report: JSON when FILE ends in .json, else Markdown',
	],
	options: {all: {type: 'boolean'}, concurrency: {type: 'string'}, report: {type: 'string'}},
	async run(invocation) {
		const concurrency = concurrencyOf(invocation);
		refuseUnclear(invocation);
		const workspace = await openCommandWorkspace(invocation);
		try {
			const {listDivisions} = await import('../divisions/list-divisions.js');
			const {chooseDivisions} = await import('../divisions/choose-divisions.js');
			const {testDivisions} = await import('../connection/test-divisions.js');
			const all = await listDivisions(workspace, {signal: invocation.signal});
			const chosen: readonly Division[] = invocation.flags.all === true ? all : chooseDivisions(all, invocation.positionals);
			const progress = testProgress(invocation, chosen.length);
			const results = await testDivisions(workspace, chosen, {signal: invocation.signal, concurrency, onEvent: progress.onEvent}).finally(progress.end);
			const report = await writeReportOf(invocation, results, workspace.profile.name);
			await writeOutput(invocation, {
				json: () => ({results, ...(report !== undefined && {report})}),
				text: () => [results.length === 1 ? resultText(results[0]!) : manyResultsText(results), ...(report === undefined ? [] : [`Report: ${report}`])].join('\n'),
			});
			return results.some(({verdict}) => verdict === 'fail') ? exitCodes.failed : exitCodes.done;
		} finally {
			await workspace.close();
		}
	},
};

const refuseUnclear = ({flags, positionals}: Invocation) => {
	if (flags.all === true && positionals.length > 0) {
		throw new BacoError('USAGE-1', {detail: 'baco test takes divisions or --all, not both', command: 'test'});
	}

	if (flags.all !== true && positionals.length === 0) {
		throw new BacoError('USAGE-1', {detail: 'baco test needs a division, or --all', command: 'test'});
	}
};

const concurrencyOf = ({flags}: Invocation): number | undefined => {
	const {concurrency} = flags;
	if (concurrency === undefined) {
		return undefined;
	}

	const number = typeof concurrency === 'string' && /^\d{1,3}$/v.test(concurrency) ? Number(concurrency) : 0;
	if (number < 1 || number > 100) {
		throw new BacoError('USAGE-1', {detail: `--concurrency takes a number from 1 to 100, not ${JSON.stringify(concurrency)}`, command: 'test'});
	}

	return number;
};

const writeReportOf = async ({flags}: Invocation, results: readonly TestResult[], profile: string): Promise<string | undefined> => {
	if (typeof flags.report !== 'string') {
		return undefined;
	}

	const {writeReport} = await import('../connection/report.js');
	return writeReport(flags.report, results, {profile});
};

export default test;
