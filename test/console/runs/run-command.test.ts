import test from 'ava';
import {openRuns} from './open-runs.js';

const command = async (text: string) => {
	const opened = await openRuns();
	opened.screen.press(':');
	await opened.screen.shows('Command');
	opened.screen.press(`${text}\r`);
	return opened.screen;
};

test('run opens the form of a job, with its values', async t => {
	const screen = await command('run BacoReplicator2 /C:001,002');
	const text = await screen.showsText('Launch BacoReplicator2');
	t.regex(text, /\/C: .*001,002/v);
	await screen.close();
});

test('run without values asks for them in the form', async t => {
	const screen = await command('run baco-replicator2');
	await screen.shows('Launch BacoReplicator2');
	await screen.shows('is missing');
	t.regex(screen.text(), /dry run +no/v);
	await screen.close();
});

test('run takes --dry-run', async t => {
	const screen = await command('run baco-replicator2 /C:001 --dry-run');
	await screen.shows('Launch BacoReplicator2');
	t.regex(screen.text(), /dry run +yes/v);
	await screen.close();
});

for (const [text, refusal] of [
	['run nothing', /nothing/v],
	['run', /run needs JOB/v],
	['run HrBgProj', /Not used since batch 285/v],
	['run scan2exact --dry-run', /no dry run/v],
	['run baco-replicator2 /X:1', /\/X: is not a parameter/v],
	['run baco-replicator2 /C:001 /D:Other', /those of the profile/v],
] as const) {
	test(`:${text} stays on the line and says why`, async t => {
		const screen = await command(text);
		const shown = await screen.showsText(refusal);
		t.regex(shown, /Command/v);
		await screen.close();
	});
}
