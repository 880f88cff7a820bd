import test from 'ava';
import {inspectClock} from '../../source/doctor/inspect-clock.js';
import {inspectNode} from '../../source/doctor/inspect-node.js';
import {inspectTerminal, type TerminalFacts} from '../../source/doctor/inspect-terminal.js';

const stdout: TerminalFacts['stdout'] = {
	isTTY: true,
	columns: 80,
	rows: 24,
	getColorDepth: () => 8,
};

const terminal = (environment: Record<string, string>, details: Partial<TerminalFacts['stdout']> = {}) =>
	Object.fromEntries(inspectTerminal({environment, stdout: {...stdout, ...details}}).map(({id, status, detail}) => [id, `${status}: ${detail}`]));

test('what the console is drawn on, and what lies between', t => {
	t.deepEqual(terminal({
		TERM: 'tmux-256color', TMUX: '/tmp/x', SSH_CONNECTION: '10.0.0.1 5 10.0.0.2 22', CI: '1',
	}), {
		terminal: 'pass: tmux-256color',
		size: 'pass: 80x24',
		color: 'pass: 256',
		line: 'pass: SSH from 10.0.0.1, tmux, CI is set (the console draws all the same)',
	});
});

test('a dumb or small terminal, no colors, no terminal', t => {
	t.like(terminal({TERM: 'dumb', NO_COLOR: '1'}, {columns: 59}), {
		terminal: 'warn: TERM is dumb; the console falls back to plain text',
		size: 'warn: 59x24',
		color: 'pass: none, by NO_COLOR',
		line: 'pass: local',
	});
	t.like(terminal({}), {terminal: 'warn: TERM is not set; the console falls back to plain text'});
	t.like(terminal({TERM: 'x'}, {getColorDepth: () => 1}), {color: 'pass: none'});
	t.regex(terminal({TERM: 'x'}, {isTTY: false}).terminal ?? '', /^warn: standard output is not a terminal/v);
});

for (const [version, status] of [['22.19.9', 'fail'], ['22.20.0', 'pass'], ['20.20.2', 'fail'], ['24.0.0', 'pass'], ['26.1.0', 'pass']] as const) {
	test(`Node ${version} is a ${status}`, t => {
		t.is(inspectNode(version).find(({id}) => id === 'node')?.status, status);
	});
}

test('a clock before the day of installation is wrong', t => {
	const installedAt = Date.UTC(2026, 10, 1);
	t.is(inspectClock(Date.UTC(2026, 10, 2), installedAt)[0]?.status, 'pass');
	t.is(inspectClock(Date.UTC(1970, 0, 2), installedAt)[0]?.status, 'warn');
});
