import process from 'node:process';
import {type Person, findPerson} from '../../source/divisions/find-person.js';
import {redact} from '../../source/platform/redact.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {exitCodes} from '../../source/problems/exit-codes.js';
import {sqlProblem} from '../../source/problems/sql-problem.js';
import type {Profile} from '../../source/profiles/profile.js';
import type {Job} from '../../source/runs/catalogue/job.js';
import {runMark} from '../../source/runs/run-mark.js';
import {writesOf} from '../../source/runs/catalogue/writes-of.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {sql} from '../../source/sql/statement.js';
import {takeLocks} from './application-locks.js';
import {openCheckpoint} from './checkpoint.js';
import {hasWrittenCompanyLog} from './company-log.js';
import type {JobContext, JobOutcome, JobWork} from './contract.js';
import {findProfile} from './find-profile.js';
import {readJobDivisions} from './job-divisions.js';
import {openJobDatabases, type JobDatabases} from './job-databases.js';
import {ofLostSynergy} from './lost-synergy.js';
import {openJobReport, type JobReport} from './job-report.js';
import {parseJobLine, type JobLine} from './parse-job-line.js';
import {hasWrittenProcessLog, type ProcessLogSource} from './process-log.js';
import {reportFailure} from './report-failure.js';
import {listenToInput} from './standard-input.js';
import {stopSignal} from './stop-signal.js';
import {usageText} from './usage-text.js';

/** Runs a job as this process and ends it with the job's exit code. `description` is its row of the catalogue. */
export const runJob = async (description: Job, work: JobWork): Promise<void> => {
	const stop = stopSignal();
	outliveReaders();
	const exitCode = await runAsProcess(description, work, stop).catch((error: unknown) => reportFailure(description, error));
	await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
	// A socket or a pipe that is left must not keep a finished job.
	// eslint-disable-next-line unicorn/no-process-exit -- the end of the program
	process.exit(exitCode);
};

type Stop = ReturnType<typeof stopSignal>;

const runAsProcess = async (job: Job, work: JobWork, stop: Stop): Promise<number> => {
	const line = parseJobLine(job, process.argv.slice(2));
	if (line === undefined) {
		process.stdout.write(usageText(job));
		return exitCodes.done;
	}

	const report = openJobReport();
	for (const warning of line.warnings) {
		report.print(`Note: ${warning}`);
	}

	try {
		const outcome = await connectAndRun({
			job, work, line, report, stop,
		});
		report.print(outcome.message);
		await report.end(outcome.message, true);
		return outcome.isFailed === true ? exitCodes.failed : exitCodes.done;
	} catch (error) {
		const exitCode = reportFailure(job, error);
		await report.end(messageOf(error), false);
		return exitCode;
	}
};

type Setting = {readonly job: Job; readonly work: JobWork; readonly line: JobLine; readonly report: JobReport; readonly stop: Stop};

const connectAndRun = async ({job, work, line, report, stop}: Setting): Promise<JobOutcome> => {
	const secrets = await listenToInput(stop.ask);
	const profile = await findProfile(line);
	if (profile.readOnly && !line.isDryRun) {
		throw new BacoError('JOB-READONLY', {profile: profile.name, writes: writesOf(job)});
	}

	const databases = await openJobDatabases(job, profile, secrets);
	try {
		const {synergy} = databases;
		const divisions = await readJobDivisions(synergy, job, line.parameters);
		if (!line.isDryRun) {
			await takeLocks(synergy, job, divisions.map(({code}) => code), profile.name);
		}

		if (divisions.length > 0) {
			report.expectDivisions(divisions.length);
		}

		const person = await findPerson(synergy, profile.operator ?? profile.user);
		const log = {program: job.name, commandLine: commandLineOf(job), person: person?.number ?? 0};
		const context = contextOf({
			job, profile, line, report, databases, divisions, person, log, stopping: stop.signal, checkpoint: openCheckpoint(job.id, profile.name),
		});
		return await runLogged(context, work, synergy).catch((error: unknown) => {
			throw ofLostSynergy(error, {
				synergy, profile, ...report.reached(), isDryRun: line.isDryRun,
			});
		});
	} finally {
		await databases.close();
	}
};

/** With the rows of BacoProcessLog at the start and at the end, also at a bad one. */
const runLogged = async (context: JobContext, work: JobWork, synergy: SqlConnection): Promise<JobOutcome> => {
	const startedAt = performance.now();
	const run = runMark(process.env.BACO_RUN_ID);
	context.stopping.throwIfAborted();
	await context.processLog(`Started${run}.`);
	try {
		const outcome = await work(context);
		await context.processLog(outcome.message, {tail: `Finished in ${seconds(startedAt)} s${run}.`, kind: outcome.isFailed === true ? 'warning' : 'information'});
		return outcome;
	} catch (error) {
		if (synergy.lost === undefined) {
			const kind = error instanceof BacoError && error.exitCode === exitCodes.cancelled ? 'warning' : 'error';
			// The failure itself is what must be told.
			await context.processLog(messageOf(error), {tail: `Ended after ${seconds(startedAt)} s${run}.`, kind}).catch(() => undefined);
		}

		throw error;
	}
};

const seconds = (startedAt: number) => ((performance.now() - startedAt) / 1000).toFixed(1);

type Parts = {
	readonly job: Job;
	readonly profile: Profile;
	readonly line: JobLine;
	readonly report: JobReport;
	readonly databases: JobDatabases;
	readonly divisions: JobContext['divisions'];
	readonly person: Person | undefined;
	readonly log: ProcessLogSource;
	readonly stopping: AbortSignal;
	readonly checkpoint: JobContext['checkpoint'];
};

const contextOf = ({line, report, databases, log, ...parts}: Parts): JobContext => ({
	...parts,
	...report,
	parameters: line.parameters,
	isDryRun: line.isDryRun,
	synergy: () => databases.synergy,
	secondSynergy: databases.secondSynergy,
	globe: databases.globe,
	async now() {
		const {rows} = await databases.synergy.query<{now: Date}>(sql`SELECT GETDATE() AS now`);
		return rows[0]!.now;
	},
	async processLog(text, options) {
		if (!line.isDryRun && !await hasWrittenProcessLog(databases.synergy, log, text, options)) {
			report.warn('This database has no BacoProcessLog: the run is not in the process report.');
		}
	},
	async companyLog(entry) {
		if (!line.isDryRun && !await hasWrittenCompanyLog(databases.synergy, parts.job.name, log.person, entry)) {
			report.warn('This database has no CompanyLogs: the division log has no line of this run.');
		}
	},
});

const commandLineOf = (job: Job) => [job.name, ...process.argv.slice(2)].map(word => /\s/v.test(word) ? `"${word}"` : word).join(' ');

const messageOf = (error: unknown) => {
	const problem = sqlProblem(error);
	return redact(problem instanceof Error ? problem.message : String(problem));
};

/** A console, a supervisor or a terminal that goes away does not end a job. */
const outliveReaders = () => {
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', () => undefined);
	}

	process.on('SIGHUP', () => undefined);
};

const flushed = async (stream: NodeJS.WriteStream) => new Promise<void>(resolve => {
	stream.once('error', () => {
		resolve();
	});
	stream.write('', () => {
		resolve();
	});
});
