import {sessionAdvice, sessionWarning} from '../platform/session-end.js';
import {BacoError} from '../problems/baco-error.js';
import {exitCodes} from '../problems/exit-codes.js';
import type {RunnerName} from '../runs/contract.js';
import type {RunChoice} from '../runs/runners/command-of.js';
import type {Check} from '../runs/preflight/check.js';
import type {Workspace} from '../workspace/contract.js';
import type {Command, Invocation} from './command.js';
import {openCommandWorkspace} from './open-command-workspace.js';
import {reportRun} from './report-run.js';
import {writeOutput} from './write-output.js';

const runners: readonly RunnerName[] = ['built-in', 'classic', 'enterprise'];

const run: Command = {
	name: 'run',
	summary: 'launch a job as a child process that outlives this terminal',
	usage: [
		'run JOB [/C:001,002] [/NAME:VALUE]... [--dry-run] [--timeout SECONDS]   starts it, and returns when it runs',
		'run JOB ... --follow   shows its log until its end, with its progress on standard error, and exits with its outcome; Ctrl-C leaves the run going',
		'run JOB ... --runner built-in, classic or enterprise   classic and enterprise are the vendor\'s programs in the Synergy folder of the profile',
		'run JOB ... --check   looks whether it could be started, and starts nothing; its exit code is the one that the start would have: 0, 1 without room on the disk, 2 for a wrong division, 4, 5, or 6 while the same job is running',
		'    [--force]   starts it although a check fails; never while the same job is running',
	],
	options: {
		'dry-run': {type: 'boolean'}, follow: {type: 'boolean', short: 'f'}, detach: {type: 'boolean'}, timeout: {type: 'string'}, runner: {type: 'string'}, check: {type: 'boolean'}, force: {type: 'boolean'},
	},
	async run(invocation) {
		const {flags, positionals} = invocation;
		const [name, ...words] = positionals;
		if (name === undefined) {
			throw new BacoError('USAGE-1', {
				detail: 'baco run needs a job', cause: 'What to run was not said.', command: 'run', fix: 'Run baco jobs to see the jobs.',
			});
		}

		const {findJob} = await import('../runs/catalogue/find-job.js');
		const {readWords} = await import('../runs/runners/read-words.js');
		const job = findJob(name);
		const runner = runnerOf(invocation);
		const timeoutMs = timeoutOf(invocation);
		refuseUnclear(invocation);
		const {values, warnings, ...target} = readWords(job, words, runner);
		const workspace = await openCommandWorkspace(invocation);
		try {
			refuseOtherTarget(workspace, target);
			tell(invocation, warnings);
			const request = {
				job, runner, values, dryRun: flags['dry-run'] === true, timeoutMs,
			};
			const {startRun, checkRun} = await import('../runs/start-run.js');
			if (flags.check === true) {
				return await reportChecks(invocation, request, await checkRun(workspace, request, {signal: invocation.signal}));
			}

			const record = await startRun(workspace, request, {
				signal: invocation.signal,
				isForced: flags.force === true,
				onCommandLine(line) {
					tell(invocation, [line]);
				},
				onChecks(checks) {
					const warning = sessionWarning();
					tell(invocation, warning === undefined ? [] : [`Session: ${warning}. ${sessionAdvice}`]);
					tell(invocation, checks.filter(({status}) => status === 'warn').map(({title, detail, fix}) => `${title}: ${detail}. ${fix}`));
				},
			});
			return await reportRun(invocation, record);
		} finally {
			await workspace.close();
		}
	},
};

const runnerOf = ({flags}: Invocation): RunnerName => {
	const {runner = 'built-in'} = flags;
	const found = runners.find(candidate => candidate === runner);
	if (found === undefined) {
		throw new BacoError('USAGE-1', {detail: `--runner takes ${runners.join(', ')}, not ${JSON.stringify(runner)}`, cause: 'It says which program does the job.', command: 'run'});
	}

	return found;
};

const timeoutOf = ({flags: {timeout}}: Invocation): number | undefined => {
	if (timeout === undefined) {
		return undefined;
	}

	if (typeof timeout !== 'string' || !/^\d{1,7}$/v.test(timeout) || Number(timeout) < 1) {
		throw new BacoError('USAGE-1', {detail: `--timeout takes a number of seconds, not ${JSON.stringify(timeout)}`, cause: 'After that time the job is asked to stop, then ended.', command: 'run'});
	}

	return Number(timeout) * 1000;
};

const refuseUnclear = ({flags}: Invocation) => {
	if (flags.follow === true && flags.detach === true) {
		throw new BacoError('USAGE-1', {detail: '--follow and --detach exclude each other', cause: 'A run is followed or left alone; it goes on by itself in both cases.', command: 'run'});
	}

	if (flags.check === true && flags.force === true) {
		throw new BacoError('USAGE-1', {detail: '--check and --force exclude each other', cause: '--check starts nothing.', command: 'run'});
	}
};

/** `/S:` and `/D:` are accepted as a schedule has them, but a job runs on the database of the profile. */
const refuseOtherTarget = ({profile}: Workspace, {server, database}: {readonly server: string | undefined; readonly database: string | undefined}) => {
	const {server: {host, port, instance}} = profile;
	const own = `${host}${instance === undefined ? '' : `\\${instance}`}${port === undefined ? '' : `,${port}`}`;
	if (server !== undefined && [own, host].every(name => name.toLowerCase() !== server.toLowerCase())) {
		throw new BacoError('JOB-TARGET', {given: `/S:${server}`, profile: profile.name, expected: own});
	}

	if (database !== undefined && database.toLowerCase() !== profile.database.toLowerCase()) {
		throw new BacoError('JOB-TARGET', {given: `/D:${database}`, profile: profile.name, expected: profile.database});
	}
};

/** For the person; a program reads nothing but JSON. */
const tell = ({flags, streams}: Invocation, lines: readonly string[]) => {
	if (flags.json !== true) {
		streams.stderr.write(lines.map(line => `${line}\n`).join(''));
	}
};

/** Ends with the code that the start itself would end with. */
const reportChecks = async (invocation: Invocation, request: RunChoice, checks: readonly Check[]): Promise<number> => {
	await writeOutput(invocation, {
		json: () => ({checks}),
		text: () => checks.map(({title, status, detail, fix}) => `${status.padEnd(7)} ${title.padEnd(16)} ${detail}${fix === '' ? '' : `. ${fix}`}`).join('\n'),
	});
	const {refusalOf} = await import('../runs/preflight/refusal.js');
	return refusalOf(request, checks)?.exitCode ?? exitCodes.done;
};

export default run;
