import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {runBaco} from '../commands/run-baco.js';
import {openSampleHome, type SampleHome} from '../sample-home.js';
import {openTerminal, type Terminal} from './terminal.js';

// Several divisions edited and saved in one go, with the real program in a real terminal.
let home: SampleHome;
const opened: Terminal[] = [];
test.before(async () => {
	home = await openSampleHome({troubles: ['healthy', 'opaqueValue']});
});
test.after.always(async () => {
	for (const terminal of opened) {
		terminal.kill('SIGKILL');
	}

	await Promise.all(opened.map(async terminal => terminal.exit));
	await home?.close();
});

const openConsole = async (columns: number, rows: number) => {
	const terminal = openTerminal(process.execPath, [path.resolve('dist/cli.js')], {columns, rows, env: home.env});
	opened.push(terminal);
	await terminal.shows('› 100', 60_000);
	return terminal;
};

const storedTypes = async () => {
	const {stdout} = await runBaco(['settings', 'show', '100', '150', '--json'], {home: home.env.BACO_HOME!, environment: home.env});
	const {divisions} = JSON.parse(stdout) as {readonly divisions: ReadonlyArray<{readonly settings: Readonly<Record<string, unknown>>}>};
	return divisions.map(({settings}) => settings.type);
};

const shiftTab = '\u{1B}[Z';

for (const [columns, rows] of [[80, 24], [200, 50]] as const) {
	test.serial(`two divisions are edited, reviewed and saved at ${columns}x${rows}`, async t => {
		const terminal = await openConsole(columns, rows);
		const value = columns === 80 ? '7' : '8';
		terminal.type(`cjjjj\r\u{15}${value}\r\t\t`);
		await terminal.shows('Back office settings of 150');
		await terminal.shows('Last changed');
		terminal.type(`\r\u{15}${value}\r`);
		await terminal.shows('1 changed, not saved');
		terminal.type(`${shiftTab}\u{1B}`);
		t.regex(await terminal.shows('2 not saved (*)'), /100\* Delta Bike Holding[\s\S]+ {2}110 {2}[\s\S]+150\* Delta E-Mobility/v);

		terminal.type('U');
		const review = await terminal.shows('There are warnings (150): w accepts them', 60_000);
		t.regex(review, /1 pass, 1 warn\.[\s\S]+all or none[\s\S]+✓ 100 [\s\S]+after +\d[\s\S]+! 150 [\s\S]+after +\d/v);
		t.true(review.split('\n').length <= rows);
		terminal.type('y');
		await terminal.shows('! There are warnings');
		terminal.resize(columns + 20, rows);
		terminal.type('w');
		await terminal.shows('y saves 100, 150. n goes back.');
		terminal.type('y');
		await terminal.shows('Saved 2 of 2 divisions', 60_000);
		t.deepEqual(await storedTypes(), [Number(value), Number(value)]);
		terminal.type('\r');
		await terminal.hides('Settings that are not saved');
		await terminal.hides('not saved (*)');
		await terminal.shows('tested 2/2', 60_000);
		terminal.type('q');
		t.is(await terminal.exit, 0);
	});
}
