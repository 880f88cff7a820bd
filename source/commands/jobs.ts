import {jobText} from '../runs/catalogue/job-text.js';
import type {Job} from '../runs/catalogue/job.js';
import type {Leftovers} from '../runs/leftovers/contract.js';
import {toBacoError} from '../problems/baco-error.js';
import type {Command, Invocation} from './command.js';
import {runSubcommand, type Subcommand} from './subcommands.js';
import {tableOptions, textTable, type Column} from './text-table.js';
import {writeOutput} from './write-output.js';

const jobsCommand: Command = {
	name: 'jobs',
	summary: 'the catalogue of background jobs',
	usage: ['jobs [list]', 'jobs show JOB   what a job does, its parameters, rights, tables and command lines; of one that is not used any more, what is left of it'],
	options: {},
	run: async invocation => runSubcommand('jobs', subcommands, invocation, 'list'),
};

const list = async (invocation: Invocation): Promise<number> => {
	const {jobs} = await import('../runs/catalogue/jobs.js');
	await writeOutput(invocation, {
		json: () => ({jobs: jobs.map(job => jobDocument(job))}),
		text: async () => textTable(columns, jobs, tableOptions(invocation)),
	});
	return 0;
};

const show = async (invocation: Invocation): Promise<number> => {
	const {findJob} = await import('../runs/catalogue/find-job.js');
	const job = findJob(invocation.positionals[0]!);
	const left = job.obsolete === undefined ? undefined : await lookForLeftovers(invocation, job);
	const {leftoversText} = await import('../runs/leftovers/leftovers-text.js');
	await writeOutput(invocation, {
		json: () => ({...jobDocument(job), leftovers: left ?? null}),
		text: () => jobText(job, left && leftoversText(left)),
	});
	return 0;
};

/** Through the profile; without one, or without its server, the catalogue is shown all the same. */
const lookForLeftovers = async (invocation: Invocation, job: Job): Promise<Leftovers> => {
	const {openCommandWorkspace} = await import('./open-command-workspace.js');
	const {findLeftovers} = await import('../runs/leftovers/find-leftovers.js');
	try {
		const workspace = await openCommandWorkspace(invocation);
		try {
			return await findLeftovers(workspace, job, {signal: invocation.signal});
		} finally {
			await workspace.close();
		}
	} catch (error) {
		if (invocation.signal.aborted || typeof invocation.flags.profile === 'string') {
			throw error;
		}

		return {found: [], looked: [], notLooked: [{place: 'anything', reason: toBacoError(error).explanation.summary}]};
	}
};

/** A job as JSON: what is not known is null. */
const jobDocument = ({classic, enterprise, right, obsolete, danger, builtIn, parameters, ...rest}: Job) => ({
	...rest,
	classic: classic ?? null,
	enterprise: enterprise ?? null,
	parameters: parameters.map(({check: _, choices, default: fallback, isBuiltInOnly = false, ...parameter}) => ({
		...parameter, default: fallback ?? null, choices: choices ?? null, isBuiltInOnly,
	})),
	right: right ?? null,
	obsolete: obsolete ?? null,
	danger: danger ?? null,
	isBuiltIn: builtIn !== undefined,
});

const columns: ReadonlyArray<Column<Job>> = [
	{title: 'group', value: ({group}) => group, goes: 2},
	{title: 'job', value: ({id}) => id, isWhole: true},
	{
		title: 'document', value: ({document}) => document, isWhole: true, goes: 1,
	},
	{
		title: 'built in', value: ({builtIn, obsolete}) => obsolete === undefined ? (builtIn === undefined ? 'not yet' : 'yes') : `not used since ${obsolete.since}`, isWhole: true, goes: 3,
	},
	{title: 'purpose', value: ({purpose}) => purpose, least: 20},
];

const subcommands: Readonly<Record<string, Subcommand>> = {
	list: {takes: [], flags: [], run: list},
	show: {takes: ['JOB'], flags: [], run: show},
};

export default jobsCommand;
