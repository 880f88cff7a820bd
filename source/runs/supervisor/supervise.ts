import process from 'node:process';
import {errorCode} from '../../platform/write-file.js';
import {processStart} from '../../platform/process-start.js';
import {keepSecret, redact} from '../../platform/redact.js';
import {
	type RunRecord,
	type Stop,
	isOver,
} from '../contract.js';
import {readRecord, writeRecord, writeStatus} from '../store/record-file.js';
import {runFolder} from '../store/run-folder.js';
import {openLogWriter} from '../store/write-log.js';
import {gapText} from '../log-gaps.js';
import type {JobProcess, SupervisorAnswer, SupervisorOrder} from './contract.js';
import {closingText, endingText, stateOf} from './outcome.js';
import {startProcess} from './start-process.js';
import {openStopper, type Stopper} from './stop-job.js';
import {readEvents, readLines} from './read-output.js';
import {readRest} from './read-rest.js';
import {openTally} from './tally.js';
import {statusOf, watchJob} from './watch-job.js';
import {writeFinalRecord, makeReserve} from './final-record.js';

/** Runs one job to its end, and leaves a final record behind whatever happens. `answer` is told once, when the job runs or could not be started. */
export const supervise = async ({id, command, secrets}: SupervisorOrder, answer: (answer: SupervisorAnswer) => void): Promise<void> => {
	for (const secret of Object.values(secrets)) {
		keepSecret(secret);
	}

	const folder = runFolder(id);
	const found = await readRecord(id);
	if (found === undefined || isOver(found.state)) {
		answer({ok: false, reason: 'Its record is gone.'});
		return;
	}

	let record: RunRecord = {...found, supervisor: {pid: process.pid, start: await processStart(process.pid)}};
	await writeRecord(record);
	await makeReserve(id);
	const log = openLogWriter(folder);
	let job: JobProcess;
	try {
		job = await startProcess(command, id);
	} catch (error) {
		const reason = `${command.file} was not started: ${errorCode(error)}`;
		await log.write('note', [reason]);
		await log.close();
		await writeFinalRecord({
			...record, state: 'failed', endedAt: new Date().toISOString(), message: reason,
		});
		answer({ok: false, reason});
		return;
	}

	const startedAt = new Date();
	record = {
		...record, state: 'running', startedAt: startedAt.toISOString(), child: {pid: job.pid, start: await processStart(job.pid)},
	};
	// A disk that is full from here on must not end the job: it is told of by the log's counter.
	await writeRecord(record).catch(() => undefined);
	answer({ok: true});
	handSecrets(job, command.runner === 'built-in' ? secrets : undefined);

	const tally = openTally();
	let wasAsked = false;
	const stopper = openStopper(id, job, async stop => {
		wasAsked ||= stop.stage === 'asked';
		await log.write('note', [stageText(stop, wasAsked)]);
	});
	listenToSignals(stopper);
	const reading = [
		readLines(job.stdout, 'out', command.encoding, log),
		readLines(job.stderr, 'err', command.encoding, log),
		readEvents(job.progress, folder, tally),
	];
	const ticking = new AbortController();
	const ticks = watchJob({
		id, job, tally, stopper, log, record, signal: ticking.signal,
	});
	const ending = await Promise.race([job.exit, stopper.givenUp.then(() => undefined)]);
	const notes = await readRest({
		id, job, reading, stopper,
	});
	ticking.abort();
	await ticks;
	const endedAt = new Date();
	const stop = stopper.stop();
	const result = tally.result();
	const end = {exitCode: ending?.exitCode ?? null, signal: ending?.signal ?? null, stop};
	record = {
		...record,
		...result,
		state: ending === undefined ? 'lost' : stateOf(end),
		exitCode: end.exitCode,
		signal: end.signal,
		endedAt: endedAt.toISOString(),
		durationMs: Math.round(endedAt.getTime() - startedAt.getTime()),
		message: stop === null && end.signal === null ? redact(result.message ?? endingText(end)) : endingText(end),
		notes,
		stop,
	};
	// What the job said of its outcome stands in the log already.
	await log.write('note', [record.message === redact(result.message ?? '') ? closingText(record) : record.message!, ...notes]);
	await log.close();
	await writeStatus(id, statusOf({tally, log, stopper})).catch(() => undefined);
	await writeFinalRecord({...record, ...(log.lost() > 0 && {logGaps: log.gaps()}), notes: [...notes, ...log.gaps().map(gap => `The log is not complete: ${gapText(gap)}`)]});
};

/** The line that a job reads where `BACO_JOB_STDIN=secrets` tells it to. Its input stays open: a stop may be said there. */
const handSecrets = ({stdin}: JobProcess, secrets: SupervisorOrder['secrets'] | undefined) => {
	if (secrets === undefined) {
		stdin.end();
	} else {
		stdin.write(`${JSON.stringify({secrets})}\n`);
	}
};

/** The supervisor's own end is asked for when the machine shuts down; a closed terminal is nothing to it. */
const listenToSignals = (stopper: Stopper) => {
	process.on('SIGHUP', () => undefined);
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.on(signal, () => {
			stopper.request('signal', signal, 'ask');
		});
	}
};

const stageText = ({stage, by, reason}: Stop, wasAsked: boolean): string => {
	switch (stage) {
		case 'asked': {
			return `Asked to stop at the next safe point (${reason === 'cancel' ? `by ${by}` : by}).`;
		}

		case 'terminated': {
			return `${wasAsked ? 'It did not stop' : 'It cannot be asked to stop on Windows'}: terminating it and what it started.`;
		}

		case 'killed': {
			return 'Killing it and what it started.';
		}

		case 'given-up': {
			return 'It could not be ended: its outcome will not be known.';
		}
	}
};
