import {redact} from '../platform/redact.js';
import {BacoError} from '../problems/baco-error.js';

/**
Runs the profile's password command, without a shell, and takes the first line that it prints.
`{name}` in its arguments is the credential's name. A command without `{name}` prints one password: it counts for the operator only,
so that it is never sent to another server.
*/
export const runPasswordCommand = async (command: readonly string[], name: string, {timeoutMs = 60_000}: {readonly timeoutMs?: number} = {}): Promise<string | undefined> => {
	if (!isCommandFor(command, name)) {
		return undefined;
	}

	const [program, ...parameters] = command.map(part => part.replaceAll('{name}', () => name));
	const {execa} = await import('execa');
	const result = await execa(program!, parameters, {
		reject: false,
		timeout: timeoutMs,
		stdin: 'ignore',
		maxBuffer: 65_536,
		stripFinalNewline: false,
	});
	if (!result.failed) {
		const [line] = result.stdout.split(/\r?\n/v, 1);
		return line === '' ? undefined : line;
	}

	// Ctrl-C goes to every program of the terminal.
	if (result.signal === 'SIGINT') {
		throw new BacoError('CANCELLED');
	}

	// A server's own login is asked before the general one: a store without it is no failure.
	if (name.includes('@') && result.exitCode !== undefined) {
		return undefined;
	}

	throw new BacoError('SECRET-COMMAND', {name, program, detail: reasonOf(result, timeoutMs)});
};

/** Whether the command is asked for this name. */
export const isCommandFor = (command: readonly string[], name: string): boolean =>
	name.endsWith('/operator') || command.slice(1).some(part => part.includes('{name}'));

type Failed = {
	readonly timedOut: boolean;
	readonly exitCode?: number | undefined;
	readonly signal?: string | undefined;
	readonly stderr: string;
	readonly code?: string | undefined;
};

const reasonOf = ({timedOut, exitCode, signal, stderr, code}: Failed, timeoutMs: number): string => {
	if (timedOut) {
		return `it did not end in ${timeoutMs / 1000} s`;
	}

	if (code === 'ENOENT' || code === 'EACCES') {
		return code === 'ENOENT' ? 'there is no such program' : 'it may not be run';
	}

	const said = redact(stderr.replaceAll(/\p{Control}+/gv, ' ').trim()).slice(0, 300);
	return `${exitCode === undefined ? `it ended by ${signal ?? code ?? 'an unknown cause'}` : `exit code ${exitCode}`}${said === '' ? '' : `, "${said}"`}`;
};
