import {localTime} from '../platform/show-time.js';
import {toBacoError} from '../problems/baco-error.js';
import type {Profile} from '../profiles/profile.js';
import type {JobLine} from '../runs/job-lines.js';
import {stateWord} from '../runs/listed-run.js';
import type {Schedule, Schedules} from '../schedules/contract.js';
import type {Invocation} from './command.js';
import type {Column} from './text-table.js';

/** A job with how it went last through the profile, and what starts it, as the console's list has it. */
export type JobRow = JobLine & {
	readonly schedules: readonly Schedule[] | undefined;
	readonly next: string;
};

export type JobRows = {
	readonly rows: readonly JobRow[];
	/** Why the schedules are not known. */
	readonly problem: string | undefined;
};

/** The catalogue with runs and schedules. Without a profile, or without its server, it is listed all the same; nobody is asked for a password. */
export const readJobRows = async ({flags, signal}: Pick<Invocation, 'flags' | 'signal'>): Promise<JobRows> => {
	const {readJobLines} = await import('../runs/job-lines.js');
	const {nextStart} = await import('../schedules/next-start.js');
	const {schedules, profile, problem} = await askServer(typeof flags.profile === 'string' ? flags.profile : undefined, signal);
	const lines = await readJobLines({profile: profile?.name});
	return {
		problem,
		rows: lines.map(line => ({
			...line,
			schedules: schedules?.found.filter(schedule => schedule.job === line.job.id),
			next: schedules === undefined ? 'not known' : nextStart(schedules, line.job.id),
		})),
	};
};

type Answer = {readonly schedules: Schedules | undefined; readonly profile: Profile | undefined; readonly problem: string | undefined};

const askServer = async (name: string | undefined, signal: AbortSignal): Promise<Answer> => {
	const {openWorkspace} = await import('../workspace/open-workspace.js');
	const {readSchedules} = await import('../schedules/read-schedules.js');
	let profile: Profile | undefined;
	try {
		const workspace = await openWorkspace({profile: name});
		({profile} = workspace);
		try {
			return {schedules: await readSchedules(workspace, {signal}), profile, problem: undefined};
		} finally {
			await workspace.close();
		}
	} catch (error) {
		// A profile that was named must be there.
		if (signal.aborted || (name !== undefined && profile === undefined)) {
			throw error;
		}

		return {schedules: undefined, profile, problem: toBacoError(error).explanation.summary};
	}
};

/** The columns of the console's list, and the document number. */
export const jobColumns: ReadonlyArray<Column<JobRow>> = [
	{title: 'group', value: ({job}) => job.group, goes: 4},
	{title: 'job', value: ({job}) => job.id, isWhole: true},
	{
		title: 'document', value: ({job}) => job.document, isWhole: true, goes: 2,
	},
	{
		title: 'last run', value: ({last}) => last === undefined ? 'never' : `${stateWord(last)}${last.dryRun ? ' (dry run)' : ''} ${localTime(new Date(last.requestedAt))}`, isWhole: true, goes: 5,
	},
	{
		title: 'average', value: ({average}) => average === undefined ? '' : `${(average.ms / 1000).toFixed(1)} s`, align: 'right', isWhole: true, goes: 3,
	},
	{title: 'next', value: ({next}) => next, isWhole: true},
	{
		title: 'built in', value: ({job: {builtIn, obsolete}}) => obsolete === undefined ? (builtIn === undefined ? 'not yet' : 'yes') : 'obsolete', isWhole: true, goes: 6,
	},
	{
		title: 'purpose', value: ({job: {purpose, obsolete}}) => `${obsolete === undefined ? '' : `Not used since ${obsolete.since}. `}${purpose}`, least: 20, goes: 1,
	},
];
