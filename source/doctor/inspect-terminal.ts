import process from 'node:process';
import {pass, warn, type DoctorCheck} from './check.js';

export type TerminalFacts = {
	readonly platform?: NodeJS.Platform;
	readonly environment: Readonly<NodeJS.ProcessEnv>;
	readonly stdout: {
		readonly isTTY?: boolean;
		readonly columns?: number;
		readonly rows?: number;
		readonly getColorDepth?: (environment?: object) => number;
	};
};

/** What the console can draw on here. */
export const inspectTerminal = ({environment, stdout, platform = process.platform}: TerminalFacts): DoctorCheck[] => stdout.isTTY
	? [terminalType(environment, platform), size(stdout), color(environment, stdout), line(environment)]
	: [noTerminal];

const noTerminal = warn(
	'terminal',
	'Terminal',
	'standard output is not a terminal; commands work, the console does not',
	'Run baco doctor in the terminal that the console is used in.',
);

const terminalType = ({TERM: terminal}: TerminalFacts['environment'], platform: NodeJS.Platform) => {
	if (platform === 'win32' && (terminal ?? '') === '') {
		return pass('terminal', 'Terminal', 'the console of Windows');
	}

	return [undefined, '', 'dumb'].includes(terminal)
		? warn('terminal', 'Terminal', `TERM is ${terminal === 'dumb' ? 'dumb' : 'not set'}; the console falls back to plain text`, 'Set TERM to what the terminal is, for example xterm-256color.')
		: pass('terminal', 'Terminal', terminal!);
};

const size = ({columns = 0, rows = 0}: TerminalFacts['stdout']) => columns < 60 || rows < 20
	? warn('size', 'Size', `${columns}x${rows}`, 'Make the window at least 60x20; the console is made for 80x24 and more.')
	: pass('size', 'Size', `${columns}x${rows}`);

const color = (environment: TerminalFacts['environment'], {getColorDepth}: TerminalFacts['stdout']) => {
	if (environment.NO_COLOR !== undefined && environment.NO_COLOR !== '') {
		return pass('color', 'Colors', 'none, by NO_COLOR');
	}

	const depth = getColorDepth?.({...environment}) ?? 1;
	return pass('color', 'Colors', depth === 1 ? 'none' : `${2 ** depth}`);
};

/** What stands between the keyboard and baco. */
const line = (environment: TerminalFacts['environment']) => {
	const between = [
		environment.SSH_CONNECTION === undefined ? '' : `SSH from ${environment.SSH_CONNECTION.split(' ', 1)[0] ?? '?'}`,
		environment.TMUX === undefined ? '' : 'tmux',
		environment.STY === undefined ? '' : 'screen',
		environment.CI === undefined ? '' : 'CI is set (the console draws all the same)',
	].filter(part => part !== '');
	return pass('line', 'Line', between.length === 0 ? 'local' : between.join(', '));
};
