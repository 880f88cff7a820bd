import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {runBaco} from '../commands/run-baco.js';
import {openSetupHome, type SetupHome} from '../setup/setup-home.js';
import {openTerminal, type Terminal} from './terminal.js';

// From an empty home to a tested division, as an administrator does it: question by question in a real terminal.
let home: SetupHome;
const opened: Terminal[] = [];
test.before(async () => {
	home = await openSetupHome();
});
test.after.always(async () => {
	for (const terminal of opened) {
		terminal.kill('SIGKILL');
	}

	await Promise.all(opened.map(async terminal => terminal.exit));
	await home?.close();
});

const open = () => {
	const terminal = openTerminal(process.execPath, [path.resolve('dist/cli.js'), 'setup', '--plain'], {columns: 120, rows: 50, env: home.env});
	opened.push(terminal);
	return terminal;
};

/** Types an answer when its question is there; keys are counted apart from typed values. */
const typist = (terminal: Terminal) => {
	let keys = 0;
	return {
		keys: () => keys,
		async answers(question: string, value = '') {
			await terminal.shows(new RegExp(`${question}[^\n]*:[^\n]*$`, 'v'));
			keys += 1;
			terminal.type(`${value}\r`);
		},
	};
};

const secret = (name: string) => home.environment.readSecret(`demo/${name}`)!;

test.serial('a wrong answer is told at once, < goes back without loss, and a set-up that is left goes on', async t => {
	const first = open();
	const {answers} = typist(first);
	await answers('Name of the profile', 'acme');
	await answers('Tunnels', home.addresses);
	await answers('SQL server of Synergy', '127.0.0.1,1');
	await first.shows(/refuse/iv);
	await answers('SQL server of Synergy', '<');
	await answers('Tunnels');
	await answers('SQL server of Synergy', 'BIKESQL01');
	await first.shows('Certificate of');
	await first.shows('Trust in the certificate');
	first.type('\u{3}');
	t.is(await first.exit, 130);

	const second = open();
	const typing = typist(second);
	await second.shows('A set-up of acme was left on');
	second.type('\r');
	await second.shows(/5\. Trust in the certificate/v);
	await typing.answers('Trust in the certificate', '9');
	await second.shows('There is no choice 9: type a number from 1 to 3');
	await typing.answers('Trust in the certificate', '1');
	await second.shows('From now on no other certificate is taken');
	await typing.answers('Your SQL login', 'BikeSupport');
	await typing.answers('Its password', 'wrong');
	const refused = await second.shows(/does not let the operator[\s\S]+Fix: [\s\S]+for the question before/v);
	t.regex(refused, /Fix: Type the password again; for another login: < for the question before/v);
	t.notRegex(refused, /baco (?:credential|profile) set/v);
	second.type('\u{3}');
	t.is(await second.exit, 130);
});

const openConsole = (words: readonly string[], folder: string, columns = 80, rows = 24) => {
	const terminal = openTerminal(process.execPath, [path.resolve('dist/cli.js'), ...words], {columns, rows, env: {...home.env, BACO_HOME: path.join(home.directory, folder)}});
	opened.push(terminal);
	return terminal;
};

/** Waits for a question of the full screen, types a value and presses keys; only the keys are counted. */
const presser = (terminal: Terminal) => {
	let keys = 0;
	return {
		keys: () => keys,
		async answers(question: string, value = '', before: readonly string[] = []) {
			await terminal.shows(new RegExp(`question \\d+ of 17[^\n]*\n+ *${question}`, 'v'));
			keys += before.length + 1;
			terminal.type(`${before.join('')}${value}\r`);
		},
	};
};

test.serial('from an empty home to tested divisions in the full screen, in fewer than forty key presses', async t => {
	const terminal = openConsole([], 'first');
	await terminal.shows('Enter begins the first-time set-up');
	terminal.type('\r');
	const {answers, keys} = presser(terminal);
	await answers('Name of the profile', 'acme');
	await answers('Tunnels', home.addresses);
	await answers('SQL server of Synergy', 'BIKESQL01');
	await terminal.shows('Certificate of');
	t.regex(terminal.screen().replaceAll(/\s/gv, ''), /SHA-256(?:[\dA-F]{2}:){32}trustexactlythiscertificate/v, 'what is compared is read with the choice');
	await answers('Trust in the certificate');
	await answers('Your SQL login', 'BikeSupport');
	await answers('Its password', secret('operator'));
	await answers('Synergy database');
	await answers('Your user in Synergy', 'j.devries');
	await terminal.shows('role Administrator held');
	await answers('Where passwords lie', '', ['j']);
	await answers('Password of Baco', secret('baco'));
	await terminal.shows('BIKESQL01: lets Baco in');
	await answers('MAC address of the application server');
	await answers('Windows account for the entity service', String.raw`DELTABIKE\svc-synergy`);
	await terminal.shows('the entity service answers');
	await answers('Its password', secret('service'));
	await answers('Read-only');
	await answers('Label', 'ACME TEST');
	const page = await terminal.shows('What to do next', 90_000);
	t.regex(page, /Profile acme is ready \(read-only\): 2 enabled divisions tested, 2 pass/v);
	t.true(keys() + 1 < 40, `${keys()} key presses`);
	terminal.type('\r');
	await terminal.shows(/\[ACME TEST\] {2}acme {2}READ ONLY/v);
	await terminal.shows(/› 100 .*pass/v);
	terminal.type('q');
	t.is(await terminal.exit, 0);
	for (const name of ['operator', 'baco', 'service']) {
		t.false(terminal.raw().includes(secret(name)));
	}

	const {stdout} = await runBaco(['profile', 'show', '--json'], {home: path.join(home.directory, 'first'), environment: {...home.env, BACO_HOME: path.join(home.directory, 'first')}});
	t.like(JSON.parse(stdout) as object, {
		name: 'acme', operator: 'j.devries', macAddress: '00-15-5D-0A-2B-01', label: 'ACME TEST', readOnly: true,
	});
});

test.serial('in the full screen a wrong answer stays to be mended, Escape goes back without loss, and a set-up that is left goes on', async t => {
	const terminal = openConsole(['setup'], 'second', 60, 20);
	const {answers} = presser(terminal);
	await answers('Name of the profile', 'zuid');
	await answers('Tunnels', home.addresses);
	await answers('SQL server of Synergy', '127.0.0.1,1');
	await terminal.shows('✗ TCP-1');
	await terminal.shows(/› 127\.0\.0\.1,1/v);
	await answers('SQL server of Synergy', 'BIKESQL01', ['\u{15}']);
	await terminal.shows('Trust in the certificate');
	terminal.resize(200, 50);
	await terminal.shows('does not trust it');
	terminal.type('\u{1B}');
	await terminal.shows(/question 3 of 17\s+SQL server of Synergy[\s\S]+› BIKESQL01/v);
	terminal.type('\u{1B}');
	await terminal.shows(/question 2 of 17\s+Tunnels[\s\S]+› BIKESQL01=127/v);
	await answers('Tunnels');
	await answers('SQL server of Synergy');
	await terminal.shows('Trust in the certificate');
	terminal.type('\u{3}');
	t.is(await terminal.exit, 130);
	t.regex(terminal.screen(), /was left; the next baco setup goes on there/v);

	const again = openConsole(['setup'], 'second');
	await again.shows(/A set-up of zuid was left on/v);
	again.type('\r');
	const {answers: goesOn} = presser(again);
	await goesOn('Trust in the certificate');
	await again.shows('question 6 of 17');
	again.type('\u{1B}');
	await again.shows('question 5 of 17');
	again.type('\u{1B}');
	await again.shows(/question 3 of 17[\s\S]+› BIKESQL01/v, 30_000);
	again.type('\u{3}');
	t.is(await again.exit, 130);
});
