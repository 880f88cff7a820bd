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
	await second.shows(/4\. Trust in the certificate/v);
	await typing.answers('Trust in the certificate', '1');
	await second.shows('From now on no other certificate is taken');
	await typing.answers('Your SQL login', 'BikeSupport');
	await typing.answers('Its password', 'wrong');
	await second.shows(/does not let the operator/v);
	second.type('\u{3}');
	t.is(await second.exit, 130);
});

test.serial('from there to tested divisions, in fewer than forty key presses', async t => {
	const terminal = open();
	const {answers, keys} = typist(terminal);
	await terminal.shows('was left on');
	terminal.type('\r');
	await answers('Its password', secret('operator'));
	await answers('Synergy database');
	await answers('Your user in Synergy', 'j.devries');
	await terminal.shows('role Administrator held');
	await answers('Where passwords lie', '2');
	await answers('Password of Baco', secret('baco'));
	await terminal.shows('BIKESQL01: lets Baco in');
	await answers('MAC address of the application server');
	await answers('Windows account for the entity service', String.raw`DELTABIKE\svc-synergy`);
	await terminal.shows('the entity service answers');
	await answers('Its password', secret('service'));
	await answers('Read-only');
	await answers('Label');
	await terminal.shows('What to do next', 90_000);
	t.is(await terminal.exit, 0);
	t.true(keys() + 7 < 40);
	t.regex(terminal.screen(), /Profile acme is ready \(read-only\): 2 enabled divisions tested, 2 pass/v);
	t.regex(terminal.screen(), /What to do next/v);
	for (const name of ['operator', 'baco', 'service']) {
		t.false(terminal.raw().includes(secret(name)));
	}

	const {stdout} = await runBaco(['profile', 'show', '--json'], {home: home.directory, environment: home.env});
	t.regex(stdout, /acme\.pem/v);
});
