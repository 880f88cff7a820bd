import process from 'node:process';
import type {Streams} from '../commands/command.js';
import {BacoError} from '../problems/baco-error.js';
import type {Workspace} from '../workspace/contract.js';
import {liveSetup} from './setup-services.js';
import type {Profiles} from './services.js';
import {liveProfiles} from './profiles-of-machine.js';

export type RunConsoleOptions = {
	readonly profile?: string;
	readonly workspace?: Workspace;
	/** Replaces the profiles of the configuration; for tests. */
	readonly profiles?: Profiles;
	/** Append-only lines with numbered choices. Chosen by itself for a dumb terminal, a pipe and a screen reader. */
	readonly plain?: boolean;
	/** Starts the embedded environment when needed, and opens its profile first. */
	readonly demo?: boolean;
	readonly streams: Streams;
	readonly signal: AbortSignal;
};

/** Runs the console until it is left; resolves with the exit code. Nothing of Ink is loaded for the plain one. */
export const runConsole = async ({profile, workspace, demo = false, profiles = liveProfiles({workspace, demo}), plain = false, streams, signal}: RunConsoleOptions): Promise<number> => {
	if (!plain && !streams.stdin.isTTY) {
		throw new BacoError('TERMINAL-NONE');
	}

	if (plain || isPlain(streams)) {
		const {runPlainConsole} = await import('./plain/run-plain-console.js');
		return runPlainConsole({
			profile, profiles, streams, signal,
		});
	}

	const {runFullScreen} = await import('./run-full-screen.js');
	return runFullScreen({
		profile, profiles, setup: liveSetup(), streams, signal,
	});
};

/** The first-time set-up in the full-screen console; resolves with the exit code: 130 when it was left before its end. */
export const runSetupConsole = async ({isDryRun, streams, signal}: {readonly isDryRun: boolean; readonly streams: Streams; readonly signal: AbortSignal}): Promise<number> => {
	const {runFullScreen} = await import('./run-full-screen.js');
	return runFullScreen({
		profiles: liveProfiles(), setup: liveSetup({isDryRun}), isSetup: true, streams, signal,
	});
};

/** Whether this terminal or its user cannot do with a screen that is drawn over. */
export const isPlain = ({stdout}: Streams, environment: NodeJS.ProcessEnv = process.env): boolean =>
	!stdout.isTTY || environment.TERM === 'dumb' || isSet(environment.ACCESSIBLE) || isSet(environment.INK_SCREEN_READER);

function isSet(value: string | undefined): boolean {
	return value !== undefined && !['', '0', 'false', 'no'].includes(value.toLowerCase());
}
