import {spawn} from 'node:child_process';
import {once} from 'node:events';
import os from 'node:os';
import process from 'node:process';
import {systemUser} from '../platform/system-user.js';
import {makePrivateFolder, writeFailure} from '../platform/write-file.js';
import {processFile} from '../platform/process-file.js';
import {processStart} from '../platform/process-start.js';
import {redact} from '../platform/redact.js';
import {BacoError} from '../problems/baco-error.js';
import type {Profile} from '../profiles/profile.js';
import type {RunRecord} from './contract.js';
import {commandOf, type RunChoice} from './runners/command-of.js';
import {divisionsOf} from './runners/values.js';
import {pruneRuns} from './store/prune-runs.js';
import {readRecord, writeRecord} from './store/record-file.js';
import {newRunId, runFolder} from './store/run-folder.js';
import type {SupervisorAnswer, SupervisorOrder} from './supervisor/contract.js';

export type LaunchRequest = RunChoice & {
	readonly timeoutMs?: number | undefined;
	/** Secrets of the profile by their credential name, for a built-in job. */
	readonly secrets?: Readonly<Record<string, string>>;
};

/**
Starts a run that lives on its own: neither the end of this process nor that of its terminal ends it. Resolves when the job runs, or has
failed to start, with the record as it is then. Rejects when there is nothing to start, or with FILE-WRITE or RUN-START.
*/
export const launch = async (profile: Profile, request: LaunchRequest): Promise<RunRecord> => {
	const {job, runner, values, dryRun, timeoutMs, secrets = {}} = request;
	const command = commandOf(profile, request);
	const id = newRunId();
	const record: RunRecord = {
		version: 1,
		id,
		job: job.id,
		profile: profile.name,
		divisions: divisionsOf(job, values),
		runner,
		dryRun,
		state: 'starting',
		exitCode: null,
		signal: null,
		requestedAt: new Date().toISOString(),
		startedAt: null,
		endedAt: null,
		durationMs: null,
		commandLine: [command.file, ...command.args].map(word => redact(word)),
		values,
		timeoutMs: timeoutMs ?? null,
		startedBy: systemUser(),
		host: os.hostname(),
		launcher: {pid: process.pid, start: await processStart(process.pid)},
		supervisor: null,
		child: null,
		counts: null,
		rejections: [],
		documents: [],
		divisionStates: [],
		message: null,
		notes: [],
		stop: null,
	};
	await makePrivateFolder(runFolder(id)).catch((error: unknown) => {
		throw writeFailure(runFolder(id), error);
	});
	await writeRecord(record);
	const answer = await startSupervisor({id, command, secrets});
	const now = await readRecord(id) ?? record;
	if (!answer.ok && now.state === 'starting') {
		const failed: RunRecord = {
			...now, state: 'failed', endedAt: new Date().toISOString(), message: `The supervisor did not start: ${answer.reason}`,
		};
		await writeRecord(failed).catch(() => undefined);
		throw new BacoError('RUN-START', {job: job.id, reason: answer.reason, id});
	}

	// Nobody waits for it, and a run that is started is not undone by old ones.
	void pruneRuns().catch(() => undefined);
	return now;
};

/** Detached, in a session of its own, with nothing of this terminal. */
const startSupervisor = async (order: SupervisorOrder): Promise<SupervisorAnswer> => {
	const child = spawn(process.execPath, [processFile('run-supervisor')], {
		detached: true, cwd: runFolder(order.id), stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true,
	});
	try {
		await once(child, 'spawn');
	} catch (error) {
		return {ok: false, reason: error instanceof Error ? error.message : String(error)};
	}

	child.stdin.on('error', () => undefined);
	child.stdin.end(JSON.stringify(order));
	child.unref();
	const line = await firstLine(child.stdout);
	child.stdout.destroy();
	try {
		return JSON.parse(line) as SupervisorAnswer;
	} catch {
		return {ok: false, reason: 'it ended without a word'};
	}
};

const firstLine = async (stream: NodeJS.ReadableStream): Promise<string> => {
	let text = '';
	for await (const chunk of stream) {
		text += String(chunk);
		if (text.includes('\n')) {
			break;
		}
	}

	return text.split('\n', 1)[0]!;
};
