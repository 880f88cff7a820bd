import test from 'ava';
import fc from 'fast-check';
import type {EntityValues} from '../../source/web-services/contract.js';
import {parseFilter} from '../../source/web-services/rest/filter.js';
import {selectPage} from '../../source/web-services/rest/query.js';
import {problemId} from '../problem-id.js';

const values: EntityValues = {
	Code: '120', Name: 'Delta Bike \'Parts\' B.V.', BackOfficeEnabled: true, BackOfficeType: 6, BackOfficeUser: null,
};

const rows: ReadonlyArray<readonly [filter: string, isFound: boolean]> = [
	['Code eq \'120\'', true],
	['Code ne \'120\'', false],
	['Name eq \'DELTA BIKE \'\'PARTS\'\' b.v.  \'', true],
	['BackOfficeEnabled eq true', true],
	['BackOfficeEnabled eq false', false],
	['BackOfficeUser eq null', true],
	['BackOfficeUser ne null', false],
	['BackOfficeType ge 6 and BackOfficeType lt 7', true],
	['BackOfficeType gt 6 or Code eq \'120\'', true],
	['not (Code eq \'120\' or Code eq \'130\')', false],
	['substringof(\'parts\',Name) and startswith(Name,\'Delta\')', true],
	['endswith(Name, \'B.V.\')', true],
	['Code eq \'1\' or Code eq \'120\' and BackOfficeEnabled eq false', false],
];
for (const [filter, isFound] of rows) {
	test(`$filter=${filter}`, t => {
		t.is(parseFilter(filter)(values), isFound);
	});
}

for (const filter of ['Code', 'Code eq', 'Password eq \'x\'', 'Code eq \'x', 'Code eq \'x\' and', 'Code like \'x\'', 'eq', '(Code eq \'1\'', 'Code eq \'1\')', 'Code eq Name', '1 eq 1', `${'('.repeat(500)}Code eq '1'${')'.repeat(500)}`]) {
	test(`refused: ${filter.slice(0, 30)}`, t => {
		t.is(problemId(() => parseFilter(filter)), 'SERVE-QUERY');
	});
}

test('any text is a filter or a clear refusal', t => {
	const word = fc.constantFrom('Code', 'Name', 'eq', 'and', 'or', 'not', '(', ')', ',', '\'', '\'x\'', '12', 'null', 'substringof', ' ');
	const words = fc.array(word).map(some => some.join(' '));
	const anyText = fc.property(fc.oneof(fc.string(), words), text => {
		const outcome = problemId(() => parseFilter(text)(values));
		t.true(outcome === 'done' || outcome === 'SERVE-QUERY', outcome);
	});
	fc.assert(anyText);
});

test('every text is found by its own literal', t => {
	fc.assert(fc.property(fc.string(), Name => {
		const quoted = Name.replaceAll('\'', '\'\'');
		t.true(parseFilter(`Name eq '${quoted}'`)({Name}));
	}));
});

test('pages together are the list, whatever is skipped and wanted', t => {
	const all = Array.from({length: 250}, (_, index) => ({values: {Code: String(index).padStart(3, '0')}, version: undefined}));
	const anyPart = fc.property(fc.nat(260), fc.option(fc.nat(260)), (skip, top) => {
		let query: URLSearchParams | undefined = new URLSearchParams({$skip: String(skip), ...(top !== null && {$top: String(top)})});
		const found: unknown[] = [];
		while (query) {
			const page = selectPage(all, query);
			t.true(page.entities.length <= 60);
			found.push(...page.entities.map(entity => entity.values.Code));
			query = page.next;
		}

		t.deepEqual(found, all.slice(skip, top === null ? undefined : skip + top).map(entity => entity.values.Code));
	});
	fc.assert(anyPart, {numRuns: 50});
});

for (const [option, value] of [['$expand', 'x'], ['$top', '-1'], ['$top', 'x'], ['$select', 'BackOfficePwd'], ['$orderby', 'Nothing'], ['$orderby', 'Code down']]) {
	test(`${option}=${value} is refused`, t => {
		const query = new URLSearchParams({[option!]: value!});
		t.is(problemId(() => selectPage([], query)), 'SERVE-QUERY');
	});
}
