import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {checkProfile} from '../../source/profiles/check-profile.js';
import {commandOf} from '../../source/runs/runners/command-of.js';
import {readValue} from '../../jobs/runtime/parameter-value.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {findJob} from '../../source/runs/catalogue/find-job.js';
import {jobs} from '../../source/runs/catalogue/jobs.js';
import {quoteWord, showCommandLine} from '../../source/runs/runners/quote.js';
import {readWords} from '../../source/runs/runners/read-words.js';
import {valueFault} from '../../source/runs/runners/values.js';

test('words in the vendor\'s form are read, with a blank after the colon and with quotes', t => {
	const importer = findJob('baco-importer');
	t.deepEqual(readWords(importer, ['/C:001,002']).values, {C: '001,002'});
	t.deepEqual(readWords(importer, ['/S:', 'SRV', '/D:"Delta Bike"', '/C:', '001']), {
		values: {C: '001'}, server: 'SRV', database: 'Delta Bike', warnings: ['/S: has a blank behind it; write /S:SRV', '/C: has a blank behind it; write /C:001'],
	});
	t.is(readWords(importer, ['/D:Delta Bike']).database, 'Delta Bike');
	t.deepEqual(readWords(findJob('bl-customer-status'), ['/FULL']).values, {FULL: ''});
});

test('what is wrong with the words is said at once', t => {
	const faultsOf = (job: string, ...words: string[]) => t.throws(() => readWords(findJob(job), words), {instanceOf: BacoError}).explanation.summary;
	t.regex(faultsOf('baco-importer', '/c:001'), /upper case: \/C:/v);
	t.regex(faultsOf('baco-importer', '/C:001', '/C:002'), /given twice/v);
	t.regex(faultsOf('baco-importer', '/C:001,,002'), /empty place/v);
	t.regex(faultsOf('baco-importer', '/X:1'), /\/X: is not a parameter/v);
	t.regex(faultsOf('baco-importer', '001'), /no parameter/v);
	t.regex(faultsOf('baco-replicator2'), /\/C: is missing/v);
	t.regex(faultsOf('bd-scheduler', '/C:Pictures'), /one of Picture, Count, Expire, Version/v);
	t.regex(faultsOf('synergy-exchange', '/E:two words'), /name of a server/v);
	t.regex(faultsOf('rp-excel-import', '/DOC:cijfers'), /the number of a document, such as 00\.012\.345, or its ID/v);
	for (const word of ['12', '00.012.345', '12.345', '{9f0e094f-5d9f-4a17-af28-5233987daa13}']) {
		t.is(readWords(findJob('rp-excel-import'), [`/DOC:${word}`]).values.DOC, word);
	}

	for (const word of ['0.12', '12.34', '1.2.3', '12,345', '-1', '1234567890', '9F0E094F']) {
		t.regex(faultsOf('rp-excel-import', `/DOC:${word}`), /the number of a document/v, `given ${word}`);
	}

	const forVendor = t.throws(() => readWords(findJob('rp-excel-import'), ['/DOC:9F0E094F-5D9F-4A17-AF28-5233987DAA13'], 'classic'), {instanceOf: BacoError});
	t.regex(forVendor.explanation.summary, /\/DOC: is known to the built-in runner only/v);
});

test('a value is judged while it is typed', t => {
	const [divisions] = findJob('rp-financial-check').parameters;
	t.is(valueFault(divisions!, ''), 'is missing');
	t.is(valueFault(divisions!, '001, 002'), undefined);
	t.regex(valueFault(divisions!, '001;002')!, /no division code/v);
});

test('a number may have decimals behind a point, and is never below nought', t => {
	const tolerance = findJob('rp-financial-check').parameters.find(({name}) => name === 'T')!;
	t.deepEqual(['0', '0.005', '2', '10.50'].map(value => valueFault(tolerance, value)), [undefined, undefined, undefined, undefined]);
	const wrong = ['-1', '0,005', '.5', '1.', '1e3', 'some'];
	t.deepEqual(wrong.filter(value => valueFault(tolerance, value)?.startsWith('must be a number of 0 or more') === true), wrong);
});

test('what is done where nothing was given stands in the command line of a built-in job', t => {
	const {profile} = checkProfile('test', {server: {host: 'SRV'}, database: 'Synergy', user: 'mia'});
	const {args} = commandOf(profile!, {
		job: findJob('baco-importer'), runner: 'built-in', values: {}, dryRun: false,
	});
	t.deepEqual(args.slice(1), ['/S:SRV', '/D:Synergy', '/R:refuse']);
});

test('no secret of baco is a vendor\'s program\'s, however its name is written', t => {
	const synergyFolder = mkdtempSync(path.join(os.tmpdir(), 'baco-test-'));
	writeFileSync(path.join(synergyFolder, 'BacoImporter.exe'), '');
	process.env.Baco_Password_Acme_Operator = 'x';
	t.teardown(() => {
		delete process.env.Baco_Password_Acme_Operator;
		rmSync(synergyFolder, {recursive: true});
	});
	const {profile} = checkProfile('test', {
		server: {host: 'SRV'}, database: 'Synergy', user: 'mia', synergyFolder,
	});
	const {environment} = commandOf(profile!, {
		job: findJob('baco-importer'), runner: 'classic', values: {}, dryRun: false,
	});
	t.is(environment.Baco_Password_Acme_Operator, null);
});

test('each default of the catalogue passes its own check', t => {
	const given = jobs.flatMap(({id, parameters}) => parameters.filter(one => one.default !== undefined).map(parameter => ({id, parameter})));
	t.true(given.length > 0);
	t.deepEqual(given.filter(({parameter}) => valueFault(parameter, parameter.default) !== undefined).map(({id, parameter}) => `${id} /${parameter.name}`), []);
	t.deepEqual(given.filter(({parameter}) => 'fault' in readValue(parameter, parameter.default!)).map(({id, parameter}) => `${id} /${parameter.name}`), []);
});

test('arguments with blanks are quoted behind the colon, as the documents write them', t => {
	t.is(quoteWord('/D:Synergy database'), '/D:"Synergy database"');
	t.is(quoteWord('/S:SRV'), '/S:SRV');
	t.is(quoteWord(String.raw`C:\Program Files\x.exe`), String.raw`"C:\Program Files\x.exe"`);
	t.is(quoteWord('/X:ends with \\'), String.raw`/X:"ends with \\"`);
	t.is(quoteWord(String.raw`/X:say "no" \"`), String.raw`/X:"say \"no\" \\\""`);
	t.is(quoteWord(''), '""');
	t.is(showCommandLine([String.raw`C:\Exact Synergy\bin\BacoImporter.exe`, '/S:SRV', '/D:Synergy database', '/C:001']), String.raw`"C:\Exact Synergy\bin\BacoImporter.exe" /S:SRV /D:"Synergy database" /C:001`);
});
