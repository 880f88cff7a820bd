import process from 'node:process';

export type SessionFacts = {readonly platform?: NodeJS.Platform; readonly environment?: Readonly<NodeJS.ProcessEnv>};

/** What a run should know of the session that it is started in; undefined where it outlives it. */
export const sessionWarning = ({platform = process.platform, environment = process.env}: SessionFacts = {}): string | undefined => platform === 'win32' && (environment.SSH_CONNECTION ?? '') !== ''
	? 'the SSH server of Windows ends every process of a session with it: a run, and the demo, end when this session does'
	: undefined;

export const sessionAdvice = 'Keep the session open until the run is over, or start it by the Task Scheduler of Windows.';
