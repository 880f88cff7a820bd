import test from 'ava';
import {openRuns} from './open-runs.js';

const openSlowly = async () => {
	const gate = Promise.withResolvers<void>();
	return {...await openRuns({until: gate.promise}), arrive: gate.resolve};
};

test('what is typed while the jobs are read is done when they are there', async t => {
	const {screen, arrive} = await openSlowly();
	screen.press('Bjji');
	await screen.shows('Jobs');
	t.notRegex(await screen.quietText(), /not read yet/v);
	arrive();
	await screen.shows('BacoReplicator2 (baco-replicator2)');
	screen.press('q');
	await screen.shows(/› +BacoReplicator2/v);
	await screen.close();
});

test('keys that wait for long are told, and Escape drops them before it leaves', async t => {
	const {screen, arrive} = await openSlowly();
	screen.press('B');
	await screen.shows('Jobs');
	await new Promise(resolve => {
		setTimeout(resolve, 1100);
	});
	screen.press('jj');
	await screen.shows('Typed ahead: 2 keys, done when this is read; Esc drops this.');
	screen.press('\u{1B}');
	await screen.shows('Dropped what was typed ahead (2 keys).');
	screen.press('\u{1B}');
	await screen.shows('› 001');
	t.notRegex(screen.text(), /Dropped/v);
	arrive();
	await screen.close();
});

test('what needs no row of the list that is read is done at once', async t => {
	const {screen, arrive} = await openSlowly();
	screen.press('B?');
	await screen.shows('Help');
	screen.press('\u{1B}', 'H');
	t.notRegex(await screen.showsText('No job was run through this profile'), /Jobs/v);
	arrive();
	await screen.close();
});

test('a refusal goes when its reason has gone', async t => {
	const {screen, arrive} = await openSlowly();
	screen.press(':run baco-importer\r');
	await screen.shows('Launch BacoImporter');
	screen.press('001\r');
	await screen.shows('n back');
	screen.press('y');
	await screen.shows('Wait for the checks.');
	arrive();
	await screen.shows('the built-in runner has it');
	await screen.hides('Wait for the checks.');
	t.regex(screen.text(), /y start/v);
	await screen.close();
});
