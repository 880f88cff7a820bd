import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {findJob} from '../../source/runs/catalogue/find-job.js';
import {findLeftovers} from '../../source/runs/leftovers/find-leftovers.js';
import {leftoversText} from '../../source/runs/leftovers/leftovers-text.js';
import {readSchedules} from '../../source/schedules/read-schedules.js';
import {openSettingsHome, type SettingsHome} from '../settings/settings-home.js';

// Over TDS on the sample server, whose msdb has what an administrator of such an installation finds there.
let home: SettingsHome;
test.before(async () => {
	home = await openSettingsHome({troubles: ['healthy']});
});
test.after.always(async () => {
	await home?.close();
});

test.serial('the next time of a job is what the Agent tells; one of another database does not count', async t => {
	const {found, sources} = await readSchedules(home.workspace);
	t.deepEqual(sources.map(({status}) => status), ['read', 'read']);
	const replicator = found.find(({job}) => job === 'baco-replicator2')!;
	t.like(replicator, {
		source: 'agent', name: 'Synergy BacoReplicator2, step run', isEnabled: true, isOverdue: false, detail: '',
	});
	t.is(replicator.next?.toISOString().slice(11, 16), '02:00');
	t.false(found.some(({job}) => job === 'baco-importer'));
	t.like(found.find(({job}) => job === 'log-handler'), {isEnabled: false, next: undefined, detail: 'the Agent job is disabled'});
	const rating = found.find(({job}) => job === 'crm-rating')!;
	t.like(rating, {source: 'settings', isEnabled: true, next: undefined});
	t.regex(rating.detail, /interval 5, counter 2, in a unit that nobody documents/v);
});

test.serial('what is left of an obsolete job: schedule, program, log rows; what was not looked into is said', async t => {
	const synergyFolder = path.join(home.directory, 'Exact Synergy');
	await mkdir(path.join(synergyFolder, 'bin'), {recursive: true});
	await writeFile(path.join(synergyFolder, 'bin', 'bacoprocessratios.exe'), '');
	const left = await findLeftovers(await home.open({synergyFolder}), findJob('baco-process-ratios'));
	t.deepEqual(left.found.map(({kind}) => kind), ['schedule', 'log', 'program']);
	t.regex(left.found[0]!.detail, /^starts .*BacoProcessRatios\.exe" \/S:BIKESQL01 \/D:Synergy$/v);
	t.regex(left.found[1]!.detail, /1 row from 2024-06-28/v);
	const text = leftoversText(left).join('\n');
	t.regex(text, /Not looked into Windows Task Scheduler/v);

	const other = await findLeftovers(home.workspace, findJob('hr-bg-proj'));
	t.deepEqual(other.found, []);
	t.regex(leftoversText(other).join('\n'), /^Nothing of it was found\./v);
	t.true(other.notLooked.some(({place, reason}) => place === 'the Synergy folder' && reason.includes('names none')));
});

test.serial('who may not read msdb is told so, not that there is no schedule; a database without the table has none', async t => {
	await home.execute('USE [msdb]; DENY SELECT ON dbo.sysjobsteps TO [BikeSupport]; USE [Synergy]; DROP TABLE dbo.BackgroundJobSettings;');
	const {found, sources} = await readSchedules(await home.open({}));
	t.deepEqual(found, []);
	t.deepEqual(sources.map(({status}) => status), ['refused', 'absent']);
	t.regex(sources[0]!.detail, /sysjobsteps|permission|may not/iv);
	await home.execute('DROP TABLE msdb.dbo.sysjobsteps;');
	const without = await readSchedules(await home.open({}));
	t.deepEqual(without.sources.map(({status}) => status), ['absent', 'absent']);
});
