import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {isRunning} from '../../source/platform/is-running.js';
import {changeProfile} from '../../source/profiles/profile-store.js';
import {listRuns} from '../../source/runs/store/list-runs.js';
import {ended} from '../runs/run-home.js';
import {installStandIn, type StandIn} from '../runs/stand-ins/stand-ins.js';
import {openSampleHome, type SampleHome} from '../sample-home.js';
import {openTerminal, type Terminal} from './terminal.js';

// The real console in a real pseudo-terminal, launching stand-ins for the vendor's executables.
const onPosix = process.platform === 'win32' ? test.skip : test.serial;
const opened: Terminal[] = [];
let home: SampleHome;

test.before(async () => {
	home = await openSampleHome({troubles: ['healthy']});
});

test.after.always(async () => {
	for (const terminal of opened) {
		terminal.kill('SIGKILL');
	}

	await Promise.all(opened.map(async terminal => terminal.exit));
	await home?.close();
});

const openConsole = async (standIn: StandIn): Promise<Terminal> => {
	const folder = await installStandIn(path.join(home.directory, 'Exact Synergy'), 'BacoImporter.exe', standIn);
	await changeProfile(home.environment.profile.name, before => ({...before, synergyFolder: folder}));
	const terminal = openTerminal(process.execPath, [path.resolve('dist/cli.js')], {columns: 100, rows: 30, env: {...home.env, STAND_IN_END: path.join(home.directory, 'end')}});
	opened.push(terminal);
	await terminal.shows('connected');
	return terminal;
};

/** Opens the form of BacoImporter on the classic runner, with the cursor on the divisions. */
const openForm = async (terminal: Terminal) => {
	terminal.type('B');
	await terminal.shows(/Financial +RPExcelImport/v);
	terminal.type('j');
	await terminal.shows(/› .*BacoImporter/v);
	terminal.type('\r');
	await terminal.shows('Launch BacoImporter');
	if (/runner +built-in/v.test(terminal.screen())) {
		terminal.type('\u{1B}[A');
		await terminal.shows(/› runner/v);
		terminal.type(' ');
	}

	await terminal.shows(/runner +classic/v);
	if (terminal.screen().includes('› runner')) {
		terminal.type('\t');
	}

	await terminal.shows(/› \/C: divisions/v);
};

onPosix('launch from the form, see the checks, follow the log, read the result, find it in the history, run it again', async t => {
	const terminal = await openConsole('tells');
	await openForm(terminal);
	terminal.type('999');
	await terminal.shows('999 is not in the list of divisions');
	terminal.type('\u{15}');
	terminal.type('\u{10}');
	await terminal.shows('0 marked');
	terminal.type(' ');
	await terminal.shows('1 marked');
	terminal.type('\r');
	await terminal.shows(/\/C: divisions +100/v);
	terminal.type('\r');
	const checks = await terminal.shows('Start BacoImporter?', 60_000);
	t.regex(checks, /BacoImporter\.exe.*\/S:BIKESQL01/sv);
	terminal.type('y');
	await terminal.shows(/✓ succeeded/v, 60_000);
	const log = await terminal.shows('argument /C:100');
	t.regex(log, /! one line on stderr/v);
	terminal.type('E');
	await terminal.hides('argument /C:100');
	await terminal.shows('stderr only');
	terminal.type('E');
	await terminal.shows('argument /C:100');
	terminal.type('y');
	await terminal.shows('Copied');
	t.true(terminal.raw().includes('\u{1B}]52;c;'));
	terminal.type('\r');
	await terminal.shows(/exit code +0/v);
	terminal.type('\u{1B}');
	await terminal.shows('argument /C:100');
	terminal.type('r');
	await terminal.shows(/\/C: divisions +100/v);
	terminal.type('\u{1B}');
	await terminal.shows('argument /C:100');
	terminal.type('H');
	await terminal.shows(/Runs +1 of 1/v);
	await terminal.shows('the last 1 run');
	terminal.type('q');
	t.is(await terminal.exit, 0);
});

onPosix('a closed terminal does not end the run; another console finds it, and stops it', async t => {
	const terminal = await openConsole('works');
	await openForm(terminal);
	terminal.type('100\r');
	await terminal.shows('Start BacoImporter?', 60_000);
	terminal.type('y');
	await terminal.shows('working', 60_000);
	// What a dropped SSH session does: the pseudo-terminal goes, and all of its session get SIGHUP.
	terminal.kill('SIGHUP');
	await terminal.exit;
	const [run] = await listRuns({limit: 1});
	t.is(run?.state, 'running');
	t.true(isRunning(run!.child!.pid));

	const other = await openConsole('works');
	other.type('H');
	await other.shows(/baco-importer.*running/v);
	other.type('\r');
	await other.shows('working');
	other.type('x');
	await other.shows('cancelled', 60_000);
	const end = await ended(run!.id);
	t.is(end.state, 'cancelled');
	other.type('q');
	t.is(await other.exit, 0);
});

onPosix('a flood is followed to its last line, searched and filtered', async t => {
	const terminal = await openConsole('floods');
	await openForm(terminal);
	terminal.type('\r');
	await terminal.shows('Start BacoImporter?', 60_000);
	terminal.type('y');
	await terminal.shows(/of 2000\d/v, 60_000);
	await terminal.shows(/of 20001, following/v, 60_000);
	terminal.type('/');
	await terminal.shows('Search the log');
	terminal.type('line 12345\r');
	await terminal.shows(/line 12345 x/v, 60_000);
	terminal.type('F');
	await terminal.shows('Filter the log');
	terminal.type('9999 \r');
	await terminal.shows(/of 2,/v, 60_000);
	t.regex(terminal.screen(), /line 9999 x/v);
	await writeFile(path.join(home.directory, 'end'), '');
	terminal.type('q');
	t.is(await terminal.exit, 0);
});

onPosix('run --follow in a terminal has one line of progress below the log, gone at the end', async t => {
	const folder = await installStandIn(path.join(home.directory, 'Exact Synergy'), 'BacoImporter.exe', 'progresses');
	await changeProfile(home.environment.profile.name, before => ({...before, synergyFolder: folder}));
	const end = path.join(home.directory, 'end-of-progress');
	const terminal = openTerminal(process.execPath, [path.resolve('dist/cli.js'), 'run', 'BacoImporter', '--runner', 'classic', '/C:100', '--follow'], {columns: 80, rows: 24, env: {...home.env, STAND_IN_END: end}});
	opened.push(terminal);
	const shown = await terminal.shows(/^\d+\/1000 entries \(\d+ %\), /mv);
	t.regex(shown, /the first line\s+\d+\/1000 entries/v);
	await writeFile(end, '');
	t.is(await terminal.exit, 0);
	t.regex(terminal.screen(), /^the first line\nthe last line$/mv);
	t.notRegex(terminal.screen(), /\/1000 entries/v);
});

test.serial('the process report is shown, and errors are not guessed', async t => {
	const terminal = await openConsole('tells');
	terminal.type('P');
	await terminal.shows('Replication finished.');
	t.regex(terminal.screen(), /which the vendor does not document/v);
	terminal.type('E');
	await terminal.shows('Which rows of the process log are errors is not known');
	terminal.type('q');
	t.is(await terminal.exit, 0);
});
