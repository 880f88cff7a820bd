import {agree} from '../../platform/count-of.js';
import {firstOf} from '../../platform/first-of.js';
import {localTime} from '../../platform/show-time.js';
import {countsText} from '../counts-text.js';
import {
	hasFailedAtEnd,
	hasRunToEnd,
	mostRejections,
	type RunRecord,
} from '../contract.js';
import type {RunChoice} from '../runners/command-of.js';
import {listRuns} from '../store/list-runs.js';
import {passed, warned, type Check} from './check.js';

/** Before a job that deletes, blocks, sends or changes what nobody takes back: what the dry run with the same values showed, or that there was none. */
export const checkDryRun = async ({job, runner, values, dryRun}: RunChoice, profile: string): Promise<Check[]> => {
	if (dryRun || job.danger === undefined) {
		return [];
	}

	if (runner !== 'built-in') {
		return [warned('DRY-RUN', 'Dry run', 'the vendor\'s programs have none', job.builtIn === undefined ? `It ${job.danger.kind}: ${job.danger.reason}` : 'The built-in job shows what would change: choose it, with dry run, first.')];
	}

	const last = lastTelling(await listRuns({job: job.id, profile, limit: 100}), values);
	return [told(last)];
};

const told = (last: RunRecord | undefined): Check => {
	if (last?.dryRun === true && hasFailedAtEnd(last)) {
		return warned('DRY-RUN', 'Dry run', `${localTime(new Date(last.requestedAt))}: it ran to its end, ${countsText(last) ?? 'with differences'}${failedText(last)}`, `What would be rejected is left where it is, the rest is done: baco runs show ${last.id} tells ${last.rejections.length < mostRejections ? 'each' : `the first ${mostRejections}`}.`);
	}

	if (last?.dryRun === true) {
		return passed('DRY-RUN', 'Dry run', `${localTime(new Date(last.requestedAt))}: ${countsText(last) ?? last.message ?? 'nothing to do'}`);
	}

	const since = last === undefined ? 'yet' : 'since they were last run for real';
	return warned('DRY-RUN', 'Dry run', `none with these values has come to its end ${since}`, 'Run it dry first (--dry-run, or dry run: yes in the form): that shows what would change, and writes nothing.');
};

/** Divisions that the dry run could not do as a whole. */
const failedText = ({divisionStates}: RunRecord): string => {
	const failed = divisionStates.filter(({state}) => state === 'failed').map(({division}) => division);
	return failed.length === 0 ? '' : `; not everything of ${agree(failed.length, 'division', 'divisions')} ${firstOf(failed)}`;
};

/** The last run with the same values that says something of the next: a dry run that came to its end, or a real one, after which a dry run shows something else. */
const lastTelling = (runs: readonly RunRecord[], values: RunChoice['values']): RunRecord | undefined => {
	const wanted = keyOf(values);
	return runs.find(run => keyOf(run.values) === wanted && (!run.dryRun || hasRunToEnd(run)));
};

const keyOf = (values: RunChoice['values']) => JSON.stringify(Object.entries(values).map(([name, value]) => `${name}:${value.trim()}`).toSorted());
