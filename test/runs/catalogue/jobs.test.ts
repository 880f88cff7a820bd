import {existsSync} from 'node:fs';
import test from 'ava';
import {BacoError} from '../../../source/problems/baco-error.js';
import {findJob, jobsNamed} from '../../../source/runs/catalogue/find-job.js';
import {jobs} from '../../../source/runs/catalogue/jobs.js';

test('the catalogue has the 20 jobs of the overview, each once', t => {
	t.is(jobs.length, 20);
	t.is(new Set(jobs.map(({id}) => id)).size, 20);
	for (const program of [
		'BacoImporter',
		'LogHandler',
		'ExactFullText',
		'RPExcelImport',
		'BLCustomerStatus',
		'SynergyExchange',
		'BDScheduler',
		'CRMRating',
		'CompressItemAttachments',
		'HRMail',
		'BLProcess',
		'BacoProcessRatios',
		'HrBgJobs',
		'HrBgProj',
		'ErrorLogChecker',
		'RPFinancialCheck',
		'BacoReplicator2',
		'Scan2Exact',
	]) {
		t.is(findJob(`${program}.exe`).classic?.program, `${program}.exe`);
	}
});

test('a job is found by its row, its program or its document, whatever the case', t => {
	for (const name of ['baco-importer', 'BacoImporter', 'bacoimporter.EXE', '00.808.843']) {
		t.is(findJob(name).id, 'baco-importer');
	}

	const error = t.throws(() => findJob('importer'), {instanceOf: BacoError});
	t.is(error.exitCode, 2);
	t.regex(error.explanation.cause, /baco-importer/v);
});

test('a filter takes the exact name of a job first, else a part of it, in any case', t => {
	const named = (name: string) => jobsNamed(name).found.map(({id}) => id);
	for (const name of ['baco-importer', 'BacoImporter', 'BACOIMPORTER.EXE', '00.808.843', 'importer', 'IMPORTER', 'coImp', 'baco-imp']) {
		t.deepEqual(named(name), ['baco-importer'], `by ${name}`);
	}

	t.deepEqual(named('hr-bg').toSorted(), ['hr-bg-jobs', 'hr-bg-proj']);
	t.deepEqual(['nothing', '', '  ', '.exe', '-'].flatMap(name => named(name)), []);
	const pair = ['log', 'log-handler'].map(id => ({...findJob('log-handler'), id, name: id}));
	t.like(jobsNamed('Log', pair), {isExact: true, found: [{id: 'log'}]});
	t.deepEqual(jobsNamed('lo', pair).found.map(({id}) => id), ['log', 'log-handler']);
});

test('parameters are written as the programs read them', t => {
	for (const {id, parameters} of jobs) {
		t.is(new Set(parameters.map(({name}) => name)).size, parameters.length, id);
		for (const {name, type, choices} of parameters) {
			t.regex(name, /^[A-Z]+$/v, id);
			t.false(['S', 'D'].includes(name), `${id}: /S: and /D: belong to every job`);
			t.is(type === 'choice', choices !== undefined, id);
		}
	}
});

test('the two retired jobs say since when, and no other one does', t => {
	t.deepEqual(jobs.filter(({obsolete}) => obsolete).map(({name, obsolete}) => `${name} ${obsolete!.since}`), ['BacoProcessRatios batch 280', 'HrBgProj batch 285']);
});

test('what deletes, blocks, sends or restarts is marked', t => {
	const dangers = Object.fromEntries(jobs.filter(({danger}) => danger).map(({id, danger}) => [id, danger!.kind]));
	t.like(dangers, {
		'log-handler': 'deletes', 'bd-scheduler': 'deletes', 'hr-bg-jobs': 'blocks', 'hr-mail': 'sends', 'error-log-checker': 'restarts',
	});
	t.deepEqual(jobs.filter(({tables, danger}) => danger === undefined && tables.some(({use}) => use === 'deletes')).map(({id}) => id), []);
});

test('a job that is built in has its file', t => {
	t.deepEqual(jobs.map(({builtIn}) => builtIn).filter(builtIn => builtIn !== undefined && !existsSync(`jobs/${builtIn}.ts`)), []);
});
