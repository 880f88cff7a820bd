import {jobText} from '../runs/catalogue/job-text.js';
import type {Job} from '../runs/catalogue/job.js';
import type {Leftovers} from '../runs/leftovers/contract.js';
import {toBacoError} from '../problems/baco-error.js';
import type {Command, Invocation} from './command.js';
import type {JobRow} from './jobs-list.js';
import {runSubcommand, type Subcommand} from './subcommands.js';
import {tableOptions, textTable} from './text-table.js';
import {writeOutput} from './write-output.js';

const jobsCommand: Command = {
	name: 'jobs',
	summary: 'the catalogue of background jobs',
	usage: ['jobs [list]   with the last run and its average through the profile, and the next start by the clock of the server, as far as SQL Server Agent and BackgroundJobSettings tell', 'jobs show JOB   what a job does, its parameters, rights, tables and command lines; of one that is not used any more, what is left of it'],
	options: {},
	run: async invocation => runSubcommand('jobs', subcommands, invocation, 'list'),
};

const list = async (invocation: Invocation): Promise<number> => {
	const {readJobRows, jobColumns} = await import('./jobs-list.js');
	const {rows, problem} = await readJobRows(invocation);
	await writeOutput(invocation, {
		json: () => ({jobs: rows.map(row => rowDocument(row))}),
		text: async () => textTable(jobColumns, rows, tableOptions(invocation)),
	});
	if (problem !== undefined && invocation.flags.json !== true) {
		invocation.streams.stderr.write(`baco: when the jobs start next is not known. ${problem}\n`);
	}

	return 0;
};

const rowDocument = ({job, last, average, schedules}: JobRow) => ({
	...jobDocument(job),
	last: last === undefined
		? null
		: {
			id: last.id, state: last.state, dryRun: last.dryRun, requestedAt: last.requestedAt,
		},
	average: average ?? null,
	// By the clock of the server, which has no time zone.
	schedules: schedules?.map(({next, ...schedule}) => ({...schedule, next: next?.toISOString().replace('Z', '') ?? null})) ?? null,
});

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

const subcommands: Readonly<Record<string, Subcommand>> = {
	list: {takes: [], flags: [], run: list},
	show: {takes: ['JOB'], flags: [], run: show},
};

export default jobsCommand;
