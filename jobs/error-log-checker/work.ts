import {countOf} from '../../source/platform/count-of.js';
import type {JobContext, JobOutcome} from '../runtime/contract.js';
import {
	findErrors,
	newestEntry,
	settledEntry,
	type MemoryError,
} from './find-errors.js';
import {judgeMachine} from './judge-machine.js';
import {
	readLastEntry,
	readRestart,
	writeLastEntry,
	writeRestart,
} from './marks.js';
import {restartByCommand, usualCommand, type RestartServer} from './restart-server.js';
import {restartLine} from './texts.js';

export {errorLogChecker as description} from '../../source/runs/catalogue/error-log-checker.js';

export const work = async (context: JobContext): Promise<JobOutcome> => checkErrorLog(context, restartByCommand(context.profile.restarts?.command ?? usualCommand));

/**
Looks at the entries since the last check, at the first time at those of the last minute, and restarts each machine that ran out of memory
once, if the profile lets it. Every restart is noted before it begins, and the check at its end: a run that is killed in between is made up
for by the next one, and an error is never the reason for two restarts.
*/
export const checkErrorLog = async (context: JobContext, restart: RestartServer): Promise<JobOutcome> => {
	const {restarts = {}} = context.profile;
	const connection = context.synergy();
	const now = await context.now();
	const last = await readLastEntry(connection);
	const upTo = await newestEntry(connection);
	// A smaller number means that the log was emptied.
	const isFirst = last === undefined || last > upTo;
	const errors = await findErrors(connection, {after: isFirst ? 0 : last, upTo, since: minutesBefore(now, isFirst ? 1 : mostMinutes)});
	context.count({read: errors.length});
	const willRestart = restarts.isAllowed === true && !context.isDryRun;
	const tally: Tally = {
		restarted: 0, wouldRestart: 0, leftAlone: 0, failed: 0, settled: 0,
	};
	for (const error of oneOfEachMachine(errors)) {
		context.stopping.throwIfAborted();
		// eslint-disable-next-line no-await-in-loop -- one machine after the other, so that never all are down
		tally[await handleError(context, error, {restart, willRestart, now})]++;
	}

	if (!context.isDryRun) {
		await writeLastEntry(connection, await settledEntry(connection, now, upTo));
	}

	const counts = [`${countOf(tally.restarted, 'machine')} restarted`, ...(tally.wouldRestart > 0 ? [`${tally.wouldRestart} would be`] : []), ...(tally.failed > 0 ? [`${tally.failed} could not be restarted`] : []), ...(tally.leftAlone > 0 ? [`${tally.leftAlone} left alone`] : [])];
	return {message: `${countOf(errors.length, 'out-of-memory error')} up to entry ${upTo}; ${counts.join(', ')}.`, isFailed: tally.failed + tally.leftAlone > 0};
};

/** Entries that are older than this lead to no restart, however long no check was made. */
const mostMinutes = 15;

const minutesBefore = (now: Date, minutes: number) => new Date(now.getTime() - (minutes * 60_000));

/** The last error of each. */
const oneOfEachMachine = (errors: readonly MemoryError[]) => new Map(errors.map(error => [error.machine.toLowerCase(), error])).values();

type Tally = {restarted: number; wouldRestart: number; leftAlone: number; failed: number; settled: number};

type Handling = {readonly restart: RestartServer; readonly willRestart: boolean; readonly now: Date};

const handleError = async (context: JobContext, {machine, logId, date}: MemoryError, {restart, willRestart, now}: Handling): Promise<keyof Tally> => {
	const {restarts = {}} = context.profile;
	const connection = context.synergy();
	const reject = (reason: string) => {
		context.reject({reference: `entry ${logId} of ${machine === '' ? 'no machine' : machine}`, reason});
	};

	const restartedAt = await readRestart(connection, machine.slice(0, 40));
	if (restartedAt !== undefined && restartedAt >= date) {
		context.print(`${machine} was restarted since error-log entry ${logId}.`);
		return 'settled';
	}

	const reason = judgeMachine(machine, restarts, {restartedAt, now});
	if (reason !== undefined) {
		reject(`Not restarted: ${reason}.`);
		return 'leftAlone';
	}

	if (!willRestart) {
		context.print(`Would restart the web service on ${machine} because of error-log entry ${logId}.${context.isDryRun ? '' : ` Profile ${context.profile.name} does not allow it: baco profile set ${context.profile.name} --allow-restarts.`}`);
		return 'wouldRestart';
	}

	await writeRestart(connection, machine, now);
	context.print(`Restarting the web service on ${machine} because of error-log entry ${logId}.`);
	try {
		const said = await restart(machine);
		context.print(said === '' ? `${machine}: done` : `${machine}: ${said}`);
	} catch (error) {
		const detail = error instanceof Error ? error.message : String(error);
		await context.processLog(`Could not restart Web service on ${machine} because of error-log entry ${logId}: ${detail}`, {kind: 'error'});
		// It is not tried again: whether the machine went down all the same is not known.
		reject(`Not restarted: ${detail}`);
		return 'failed';
	}

	context.count({written: 1});
	await context.processLog(restartLine(machine, logId));
	return 'restarted';
};
