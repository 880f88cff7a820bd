import {agree} from '../../platform/count-of.js';
import {localTime} from '../../platform/show-time.js';
import type {SqlConnection} from '../../sql/contract.js';
import {joined, nvarchar, sql} from '../../sql/statement.js';
import type {Job} from '../catalogue/job.js';
import {lockHolders} from '../lock-holders.js';
import {orphanEndText, type ListedRun} from '../listed-run.js';
import {lockName, wholeDatabase} from '../lock-name.js';
import {
	isSameDivision,
	livingRuns,
	otherText,
	runOfOtherProfile,
} from '../run-beside.js';
import type {RunChoice} from '../runners/command-of.js';
import {divisionsOf} from '../runners/values.js';
import {
	failed,
	passed,
	skipped,
	warned,
	type Check,
} from './check.js';

/** Whether the same job runs on one of the divisions: by the runs of this machine, and by the lock that a built-in job holds in the database, which tells of every machine. */
export const checkRunning = async (connection: SqlConnection | undefined, {job, values, dryRun, runner}: RunChoice, profile: string, options: Options = {}): Promise<Check[]> => {
	const divisions = divisionsOf(job, values);
	const [here] = await livingRuns(job.id, divisions, {profile, most: 1});
	if (here !== undefined) {
		return [ofThisMachine(here, {dryRun})];
	}

	if (dryRun) {
		return [passed('RUNNING', 'Other runs', 'none on this machine; a dry run takes no lock, so another machine does not keep it from running')];
	}

	if (connection === undefined) {
		return [skipped('RUNNING', 'Other runs', 'none on this machine; other machines are not known, as the database that holds the locks was not reached')];
	}

	const held = await heldLocks(connection, job, divisions, options);
	if (held.length > 0) {
		const where = held.includes(wholeDatabase) ? '' : ` of ${agree(held.length, 'division', 'divisions')} ${held.join(', ')}`;
		const holders = await lockHolders(connection, job.id, held, options);
		const {sessions, whyNone} = holders;
		const holder = whyNone === undefined ? sessions.join(', ') : `another session (${whyNone})`;
		const other = await runOfOtherProfile(job.id, held.filter(name => name !== wholeDatabase), profile, holders);
		return [failed('RUNNING', 'Other runs', `none on this machine through this profile, but the lock${where} in the database is held by ${holder}${other === undefined ? '' : `; ${otherText(other)}`}`, other === undefined ? `Wait ${untilItsEnd}` : (other.isHolder ? endOf(other.run) : `If it is that one: ${endOf(other.run)} Else wait ${untilItsEnd}`))];
	}

	return [passed('RUNNING', 'Other runs', runner === 'built-in'
		? 'none on this machine, and on no other: the database has no lock of this job'
		: 'none on this machine, and the database has no lock of the built-in job; the vendor\'s programs take none, so one on another machine is not seen')];
};

const untilItsEnd = 'for its end, or stop it where it was started.';

/** A run that goes on here, or that is lost while its job lives: for that one nobody can wait by its log. */
const ofThisMachine = (run: ListedRun, {dryRun}: Pick<RunChoice, 'dryRun'>): Check => {
	const {id, child, state, isOrphan} = run;
	const since = `${localTime(new Date(run.startedAt ?? run.requestedAt))}${run.divisions.length === 0 ? '' : ` on ${run.divisions.join(', ')}`}`;
	const seen = isOrphan ? `${id}, started ${since}, is lost, but its process ${child!.pid} still lives and nobody watches it` : `${id} runs since ${since}`;
	const evidence = {id, state, ...(isOrphan && {pid: child!.pid})};
	// A dry run takes no lock and writes nothing, so nothing is done twice.
	const check = dryRun
		? warned('RUNNING', 'Other runs', `${seen}; a dry run takes no lock and writes nothing, so it may run beside it`, `What the other run does meanwhile is not in what the dry run shows.${isOrphan ? ` ${orphanEndText(run)}` : ''}`)
		: failed('RUNNING', 'Other runs', seen, endOf(run));
	return {...check, evidence};
};

const endOf = (run: ListedRun): string => run.isOrphan ? orphanEndText(run) : `Wait for its end (baco runs log ${run.id} --follow), or stop it (baco runs cancel ${run.id}).`;

/** Divisions whose lock another session has. A job that was given none works on all, and takes the lock of each. */
const heldLocks = async (connection: SqlConnection, job: Job, given: readonly string[], options: Options): Promise<string[]> => {
	const divisions = await lockedDivisions(connection, job, given, options);
	const held: string[] = [];
	for (let start = 0; start < divisions.length; start += mostAtOnce) {
		const tests = divisions.slice(start, start + mostAtOnce).map(division => sql`
			SELECT ${nvarchar(10, division)} AS division, APPLOCK_TEST(N'public', ${nvarchar(255, lockName(job.id, division))}, N'Exclusive', N'Session') AS free
		`);
		// eslint-disable-next-line no-await-in-loop -- one connection takes one request at a time
		const {rows} = await connection.query<{division: string; free: number}>(joined(tests, ' UNION ALL '), options);
		held.push(...rows.filter(({free}) => free === 0).map(({division}) => division));
	}

	return held;
};

const lockedDivisions = async (connection: SqlConnection, {parameters}: Job, given: readonly string[], options: Options): Promise<readonly string[]> => {
	if (parameters.every(({type}) => type !== 'divisions' && type !== 'division')) {
		return [wholeDatabase];
	}

	const {rows} = await connection.query<{bedrnr: string}>(sql`SELECT bedrnr FROM dbo.bedryf ORDER BY bedrnr`, options);
	const codes = rows.map(({bedrnr}) => bedrnr.trim());
	// The name of a lock tells upper and lower case apart, and the job takes the one of bedryf's own code.
	return given.length === 0 ? codes : given.map(division => codes.find(code => isSameDivision(code, division)) ?? division);
};

type Options = {readonly signal?: AbortSignal | undefined};

/** A statement takes 2,100 parameters. */
const mostAtOnce = 500;
