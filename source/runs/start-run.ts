import {BacoError} from '../problems/baco-error.js';
import {refuseAborted} from '../sql/or-aborted.js';
import type {Workspace} from '../workspace/contract.js';
import {redact} from '../platform/redact.js';
import type {RunRecord} from './contract.js';
import {writesOf} from './catalogue/writes-of.js';
import {launch, type LaunchRequest} from './launch.js';
import type {Check} from './preflight/check.js';
import {checkDryRun} from './preflight/check-dry-run.js';
import {preflight} from './preflight/preflight.js';
import {refusalOf} from './preflight/refusal.js';
import {commandOf} from './runners/command-of.js';
import {showCommandLine} from './runners/quote.js';

export type StartOptions = {
	readonly signal?: AbortSignal | undefined;
	/** Starts although a check fails, except while the same job is running. */
	readonly isForced?: boolean;
	readonly onCommandLine?: (line: string) => void;
	readonly onChecks?: (checks: readonly Check[]) => void;
};

/** Checks, then starts a run with the secrets that the profile's stores have. Rejects with what `refusalOf` says, or with what keeps the program from being started. */
export const startRun = async (workspace: Workspace, request: LaunchRequest, {signal, isForced = false, onCommandLine, onChecks}: StartOptions = {}): Promise<RunRecord> => {
	onCommandLine?.(commandLineOf(workspace, request));
	if (workspace.profile.readOnly && !request.dryRun) {
		throw new BacoError('JOB-READONLY', {profile: workspace.profile.name, writes: writesOf(request.job)});
	}

	const checks = await checkRun(workspace, request, {signal});
	onChecks?.(checks);
	const refusal = refusalOf(request, checks, {isForced});
	if (refusal !== undefined) {
		throw refusal;
	}

	refuseAborted(signal);
	return launch(workspace.profile, {...request, secrets: request.runner === 'built-in' ? await secretsOf(workspace) : {}});
};

/** What `startRun` would look at. Rejects with what keeps the program itself from being started. */
export const checkRun = async (workspace: Workspace, request: LaunchRequest, options: {readonly signal?: AbortSignal | undefined} = {}): Promise<Check[]> => {
	commandOf(workspace.profile, request);
	return [...await checkDryRun(request, workspace.profile.name), ...await preflight(workspace, request, options)];
};

/** The exact command line, secrets redacted. */
export const commandLineOf = ({profile}: Workspace, request: LaunchRequest): string => {
	const {file, args, isVerbatim} = commandOf(profile, request);
	return redact(isVerbatim ? [showCommandLine([file]), ...args].join(' ') : showCommandLine([file, ...args]));
};

/** What the stores have, and what was typed in this session; nobody is asked for what the job may not need. */
const secretsOf = async ({profile: {name}, credentials}: Workspace): Promise<Record<string, string>> => {
	const secrets: Record<string, string> = {};
	for (const kind of ['operator', 'baco']) {
		// eslint-disable-next-line no-await-in-loop -- two questions at once would confuse a password command that asks
		const secret = await credentials.read(`${name}/${kind}`).catch(() => undefined);
		if (secret !== undefined) {
			secrets[`${name}/${kind}`] = secret;
		}
	}

	return secrets;
};
