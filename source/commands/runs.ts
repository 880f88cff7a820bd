import {BacoError} from '../problems/baco-error.js';
import type {RunRecord, RunState} from '../runs/contract.js';
import {countOf} from '../platform/count-of.js';
import {showDuration} from '../platform/show-duration.js';
import {localSeconds} from '../platform/show-time.js';
import {divisionsText} from '../runs/counts-text.js';
import {
	listed,
	orphanText,
	outcomeText,
	stateWord,
	type ListedRun,
} from '../runs/listed-run.js';
import {lineText} from '../runs/log-text.js';
import type {Command, Invocation} from './command.js';
import {openCommandWorkspace} from './open-command-workspace.js';
import {
	followRun,
	logFile,
	logGapsOf,
	missingAtEnd,
	reportRun,
} from './report-run.js';
import {runDocument} from './run-text.js';
import {showRun} from './runs-show.js';
import {sinceOf} from './since.js';
import {runSubcommand, type Subcommand} from './subcommands.js';
import {tableOptions, textTable, type Column} from './text-table.js';
import {writeOutput} from './write-output.js';

const runs: Command = {
	name: 'runs',
	summary: 'inspect, follow, stop and repeat runs: list, show, log, cancel, again',
	usage: [
		'runs [list] [--job JOB] [--division CODE] [--state STATE] [--since 7d] [--limit N]   newest first; JOB may be a part of its name; of one profile when --profile names it; --division shows runs over all divisions too, marked all',
		'runs show ID [--process-log]   how it ended, or how it is doing; ID may be cut, or be last; --process-log also what its job wrote into the process report',
		'runs log ID [--follow] [--tail N] [--errors] [--timestamps]   what it wrote; with --follow the exit code is the outcome, Ctrl-C leaves the run going',
		'runs cancel ID [--now] [--force]   asks it to stop at a safe point, then ends it; --now kills it, --force gives it up for lost',
		'runs again ID [--dry-run] [--follow]   starts the same with the job as it is now',
	],
	options: {
		job: {type: 'string'}, division: {type: 'string'}, state: {type: 'string'}, since: {type: 'string'}, limit: {type: 'string'},
		follow: {type: 'boolean', short: 'f'}, tail: {type: 'string'}, errors: {type: 'boolean'}, timestamps: {type: 'boolean', short: 't'},
		now: {type: 'boolean'}, force: {type: 'boolean'}, 'dry-run': {type: 'boolean'}, 'process-log': {type: 'boolean'},
	},
	run: async invocation => runSubcommand('runs', subcommands, invocation, 'list'),
};

const states: readonly RunState[] = ['starting', 'running', 'succeeded', 'failed', 'cancelled', 'timed-out', 'lost'];

const list = async (invocation: Invocation): Promise<number> => {
	const {flags} = invocation;
	const {findRuns} = await import('../runs/store/list-runs.js');
	const {runs: matching, damaged: allDamaged} = await findRuns({
		...(typeof flags.job === 'string' && {jobs: await jobsOf(flags.job)}),
		...(typeof flags.division === 'string' && {division: flags.division}),
		...(typeof flags.profile === 'string' && {profile: flags.profile}),
		...(typeof flags.state === 'string' && {states: statesOf(flags.state)}),
		...(typeof flags.since === 'string' && {since: sinceOf(flags.since, 'runs')}),
	});
	const found = matching.slice(0, numberOf(flags.limit, '--limit', {least: 1}) ?? 50);
	const isCut = found.length < matching.length;
	const damaged = isCut ? allDamaged.filter(({id}) => id > found.at(-1)!.id) : allDamaged;
	const rows = await Promise.all(found.map(async record => listed(record)));
	const documents = await Promise.all(rows.map(async run => ({...runDocument({...run, stop: run.stopping ?? run.stop}, await logFile(run.id)), isOrphan: run.isOrphan})));
	await writeOutput(invocation, {
		json: () => ({runs: documents, damaged, matching: matching.length}),
		text: async () => [
			found.length === 0 ? 'No run matches.' : await textTable(columns, rows, tableOptions(invocation)),
			...damaged.map(({id, file, reason}) => `${id}  damaged: ${reason}: ${file}`),
		].join('\n'),
	});
	if (isCut && flags.json !== true) {
		invocation.streams.stderr.write(`baco: the newest ${found.length} of ${countOf(matching.length, 'run')} shown; --limit ${matching.length} shows all.\n`);
	}

	return 0;
};

/** A part that fits no job is an error: no run can have it. */
const jobsOf = async (name: string): Promise<readonly string[]> => {
	const {findJob, jobsNamed} = await import('../runs/catalogue/find-job.js');
	const {found} = jobsNamed(name);
	return (found.length > 0 ? found : [findJob(name)]).map(({id}) => id);
};

const statesOf = (text: string): RunState[] => text.split(',').map(name => {
	const state = states.find(candidate => candidate === name.trim());
	if (state === undefined) {
		throw new BacoError('USAGE-1', {detail: `--state takes ${states.join(', ')}, not ${JSON.stringify(name)}`, cause: 'It is the state of the runs to be shown.', command: 'runs'});
	}

	return state;
});

const numberOf = (value: unknown, flag: string, {least = 0} = {}): number | undefined => {
	if (value === undefined) {
		return undefined;
	}

	if (typeof value !== 'string' || !/^\d{1,7}$/v.test(value) || Number(value) < least) {
		throw new BacoError('USAGE-1', {detail: `${flag} takes a number${least === 0 ? '' : ` of ${least} or more`}, not ${JSON.stringify(value)}`, cause: 'It limits how much is shown.', command: 'runs'});
	}

	return Number(value);
};

const log = async (invocation: Invocation): Promise<number> => {
	const {flags, streams} = invocation;
	const record = await found(invocation);
	const style = {hasTime: flags.timestamps === true, onlyErrors: flags.errors === true};
	const tail = numberOf(flags.tail, '--tail');
	if (flags.follow === true) {
		return followRun(invocation, record, style);
	}

	const {logStart, readLog} = await import('../runs/store/read-log.js');
	const {runFolder} = await import('../runs/store/run-folder.js');
	let position = logStart;
	let last: string[] = [];
	let [total, shownLines] = [0, 0];
	for (let isAtEnd = false; !isAtEnd && !invocation.signal.aborted;) {
		// eslint-disable-next-line no-await-in-loop -- part after part
		const part = await readLog(runFolder(record.id), position);
		({position, isAtEnd} = part);
		const shown = part.lines.filter(({stream}) => !style.onlyErrors || stream === 'err').map(line => flags.json === true ? JSON.stringify({type: 'log', ...line}) : lineText(line, style));
		total += part.lines.length;
		shownLines += shown.length;
		if (tail === undefined) {
			streams.stdout.write(shown.map(line => `${line}\n`).join(''));
		} else {
			last = tail === 0 ? [] : [...last, ...shown].slice(-tail);
		}
	}

	const missing = missingAtEnd(invocation, await logGapsOf(record));
	streams.stdout.write([...last, ...missing].map(line => `${line}\n`).join(''));
	if (shownLines === 0 && total > 0 && flags.json !== true) {
		streams.stderr.write(`baco: none of the ${countOf(total, 'line')} is from stderr; without --errors all are shown.\n`);
	}

	const now = await listed(record);
	if (now.isOrphan && flags.json !== true) {
		streams.stderr.write(`baco: ${orphanText(now)}\n`);
	}

	return 0;
};

const cancel = async (invocation: Invocation): Promise<number> => {
	const {flags} = invocation;
	const record = await found(invocation);
	const {cancelRun, forceLost} = await import('../runs/cancel.js');
	const {stopText} = await import('../runs/stop-text.js');
	const {stopUnderWay} = await import('../runs/store/stop-under-way.js');
	const isKill = flags.now === true;
	const {record: after, before} = flags.force === true ? {record: await forceLost(record.id), before: null} : await cancelRun(record.id, {mode: isKill ? 'kill' : 'ask'});
	const asked = before === null || isKill ? `${after.id} is ${isKill ? 'killed' : 'asked to stop at a safe point; it is ended when it does not'}.` : `${after.id} is ${stopText(before)}: nothing more was asked. --now kills it.`;
	const [file, stop] = await Promise.all([logFile(after.id), stopUnderWay(after)]);
	await writeOutput(invocation, {
		json: () => runDocument({...after, stop: stop ?? after.stop}, file),
		text: () => flags.force === true ? `${after.id} ${after.state}.` : `${asked} baco runs show ${after.id} tells how it went.`,
	});
	return 0;
};

const again = async (invocation: Invocation): Promise<number> => {
	const before = await found(invocation);
	const {findJob} = await import('../runs/catalogue/find-job.js');
	const {startRun} = await import('../runs/start-run.js');
	const {flags} = invocation;
	if (typeof flags.profile === 'string' && flags.profile !== before.profile) {
		throw new BacoError('USAGE-1', {
			detail: `The run ${before.id} was made through the profile ${before.profile}, not ${flags.profile}`, cause: 'The same on another database is another run.', command: 'runs', fix: `Use baco run ${before.job} --profile ${flags.profile} for that.`,
		});
	}

	const workspace = await openCommandWorkspace({...invocation, flags: {...flags, profile: before.profile}});
	try {
		const record = await startRun(workspace, {
			job: findJob(before.job), runner: before.runner, values: before.values, dryRun: flags['dry-run'] === true || before.dryRun, timeoutMs: before.timeoutMs ?? undefined,
		}, {
			signal: invocation.signal,
			onCommandLine(line) {
				if (flags.json !== true) {
					invocation.streams.stderr.write(`${line}\n`);
				}
			},
		});
		return await reportRun(invocation, record);
	} finally {
		await workspace.close();
	}
};

const found = async ({positionals}: Invocation): Promise<RunRecord> => {
	const {findRun} = await import('../runs/store/list-runs.js');
	return findRun(positionals[0]!);
};

const columns: ReadonlyArray<Column<ListedRun>> = [
	{title: 'id', value: ({id}) => id, isWhole: true},
	{title: 'job', value: ({job}) => job, isWhole: true},
	{title: 'divisions', value: run => divisionsText(run), goes: 4},
	{title: 'state', value: run => `${stateWord(run)}${run.dryRun ? ' (dry run)' : ''}`, isWhole: true},
	{
		title: 'exit', value: ({exitCode, signal}) => signal ?? exitCode ?? '', align: 'right', goes: 2,
	},
	{
		title: 'started', value: ({startedAt, requestedAt}) => localSeconds(new Date(startedAt ?? requestedAt)).slice(0, 19), isWhole: true, goes: 3,
	},
	{
		title: 'took', value: ({durationMs}) => durationMs === null ? '' : showDuration(durationMs), align: 'right', isWhole: true, goes: 5,
	},
	{title: 'profile', value: ({profile}) => profile, goes: 1},
	{title: 'outcome', value: run => outcomeText(run), least: 14},
];

const subcommands: Readonly<Record<string, Subcommand>> = {
	list: {takes: [], flags: ['job', 'division', 'state', 'since', 'limit'], run: list},
	show: {takes: ['ID'], flags: ['process-log'], run: async invocation => showRun(invocation, await found(invocation))},
	log: {takes: ['ID'], flags: ['follow', 'tail', 'errors', 'timestamps'], run: log},
	cancel: {takes: ['ID'], flags: ['now', 'force'], run: cancel},
	again: {takes: ['ID'], flags: ['dry-run', 'follow'], run: again},
};

export default runs;
