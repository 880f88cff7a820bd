import test from 'ava';
import {parseJobLine} from '../../../jobs/runtime/parse-job-line.js';
import {BacoError} from '../../../source/problems/baco-error.js';
import type {Job, JobParameter} from '../../../source/runs/catalogue/job.js';

const parameter = (name: string, type: JobParameter['type'], more: Partial<JobParameter> = {}): JobParameter => ({
	name, title: `the ${name}`, type, isMandatory: false, help: '', mark: 'open', ...more,
});

const job = (...parameters: JobParameter[]) => ({name: 'Job', parameters}) as unknown as Job;

const divisions = job(parameter('C', 'divisions'), parameter('FULL', 'switch'), parameter('N', 'number', {default: '5'}));

test('reads the vendor\'s forms', t => {
	t.like(parseJobLine(divisions, ['/S:SRV', '/D:Synergy database', '/C:001,300', '--dry-run']), {
		server: 'SRV', database: 'Synergy database', isDryRun: true, warnings: [], parameters: {C: ['001', '300'], FULL: false, N: 5},
	});
	t.like(parseJobLine(divisions, [String.raw`/S:SRV\EXACT`, '/D:"Synergy database"', '/FULL']), {server: String.raw`SRV\EXACT`, database: 'Synergy database', parameters: {FULL: true}});
	t.like(parseJobLine(divisions, ['/S:SRV', '"/D:Synergy database"']), {database: 'Synergy database'});
});

test('a blank after the colon or a comma is understood, with a warning', t => {
	t.like(parseJobLine(divisions, ['/S:', 'VORS31266-1', '/D:DeltaBike', '/C:001,', '002']), {
		server: 'VORS31266-1', parameters: {C: ['001', '002']}, warnings: ['The blank after /S: was left out.', 'The blank after /C:001, was left out.'],
	});
});

test('help is asked for in three ways', t => {
	for (const word of ['/?', '--help', '-h']) {
		t.is(parseJobLine(divisions, [word]), undefined);
	}
});

for (const [title, words, expected] of [
	['no server', ['/D:Synergy'], /\/S: .* is missing/v],
	['an empty database', ['/S:SRV', '/D:'], /\/D: .* is missing/v],
	['lower case', ['/s:SRV', '/S:SRV', '/D:Synergy'], /\/s: must be written in upper case, \/S:/v],
	['an unknown name', ['/S:SRV', '/D:Synergy', '/X:1'], /no parameter \/X:/v],
	['a word', ['/S:SRV', '/D:Synergy', 'now'], /"now" is not a parameter/v],
	['a name given twice', ['/S:SRV', '/D:Synergy', '/C:001', '/C:002'], /\/C: is given twice/v],
	['a long code', ['/S:SRV', '/D:Synergy', '/C:0001'], /"0001", which is no division code/v],
	['an empty code', ['/S:SRV', '/D:Synergy', '/C:001,,002'], /an empty code/v],
	['no number', ['/S:SRV', '/D:Synergy', '/N:many'], /takes a number/v],
	['a value for a switch', ['/S:SRV', '/D:Synergy', '/FULL:yes'], /takes no value/v],
	['a value missing', ['/S:SRV', '/D:Synergy', '/N'], /\/N has no value/v],
] as const) {
	test(`refuses ${title}, with one fault`, t => {
		const error = t.throws(() => parseJobLine(divisions, words), {instanceOf: BacoError});
		t.is(error.id, 'JOB-USAGE');
		t.is(error.exitCode, 2);
		const faults = error.facts.faults as string[];
		t.is(faults.length, 1, faults.join(' | '));
		t.regex(faults[0]!, expected);
	});
}

test('a mandatory parameter must be there, and a check of the catalogue counts', t => {
	const strict = job(parameter('E', 'host', {isMandatory: true}), parameter('X', 'text', {check: value => value.includes(' ') ? 'has a blank' : undefined}));
	const error = t.throws(() => parseJobLine(strict, ['/S:SRV', '/D:Synergy', '/X:a b']), {instanceOf: BacoError});
	t.deepEqual(error.facts.faults, ['/E: (the E) is missing', '/X:a b has a blank']);
});
