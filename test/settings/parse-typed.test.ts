import test from 'ava';
import fc from 'fast-check';
import type {Column} from '../../source/sql/columns.js';
import {settingFields} from '../../source/settings/fields.js';
import {parseTyped} from '../../source/settings/parse-typed.js';

const column = (name: string, dataType: string, maxLength: number | null = null, isNullable = true): [string, Column] => [name.toLowerCase(), {
	name, dataType, maxLength, nullable: isNullable,
}];
const columns = new Map([
	column('BackOfficeWebService', 'nvarchar', 60),
	column('BackOfficeServerPath', 'nvarchar', 60),
	column('BackOfficeDBName', 'nvarchar', 128),
	column('BackOfficeEnabled', 'bit', null, false),
	column('BackOfficeType', 'int'),
	column('BackOfficeEnableFixedCredentials', 'bit'),
	column('BackOfficeUser', 'nvarchar', 100),
	column('SQLUser', 'nvarchar', 128),
]);
const reasonOf = (field: string, value: string, among = columns) => parseTyped({[field]: value}, among).faults[0]?.reason;

const wrong: ReadonlyArray<[string, string, RegExp]> = [
	['webServer', 'BIKEAPP01', /port is missing/v],
	['webServer', 'BIKEAPP01:', /port is missing/v],
	['webServer', 'BIKEAPP01:0', /not a port/v],
	['webServer', 'BIKEAPP01:65536', /not a port/v],
	['webServer', 'BIKEAPP01:80a', /not a port/v],
	['webServer', 'ftp://BIKEAPP01:21', /neither http nor https/v],
	['webServer', 'http://user:word@BIKEAPP01:8010', /user or a password/v],
	['webServer', 'BIKE APP01:8010', /not a host name/v],
	['webServer', `${'A'.repeat(56)}:8010`, /61 characters, the column takes 60/v],
	['databasePath', 'BIKESQL01', /backslash/v],
	['databasePath', '\\', /server part|empty/v],
	['databasePath', 'BIKESQL01\\', /empty/v],
	['databasePath', String.raw`\EXACT\100`, /host is missing/v],
	['databasePath', String.raw`BIKESQL01\\100`, /instance is missing/v],
	['databasePath', String.raw`A\B\C\D`, /too many parts/v],
	['databasePath', String.raw`.\100`, /machine itself/v],
	['databasePath', String.raw`np:BIKESQL01\100`, /protocol np/v],
	['databasePath', String.raw`BIKESQL01,99999\100`, /not a port/v],
	['databasePath', `BIKESQL01\\${'d'.repeat(129)}`, /129 characters, 128 are allowed/v],
	['serverPath', 'A'.repeat(61), /61 characters/v],
	['databaseName', 'a\u{7}b', /control character/v],
	['enabled', 'perhaps', /neither yes nor no/v],
	['enabled', '', /neither yes nor no/v],
	['type', 'six', /one or two digits/v],
	['type', '-1', /one or two digits/v],
	['type', '100', /one or two digits/v],
	['fixedUser', 'u'.repeat(101), /101 characters/v],
	['sqlUser', 'a\nb', /control character/v],
];
for (const [field, value, reason] of wrong) {
	test(`${field} ${JSON.stringify(value.slice(0, 40))} is refused`, t => {
		t.regex(reasonOf(field, value) ?? 'it is accepted', reason);
	});
}

const right: ReadonlyArray<[string, string, Record<string, unknown>]> = [
	['webServer', ' BIKEAPP01:8010 ', {webServer: 'BIKEAPP01:8010'}],
	['webServer', 'https://bikeapp01.example:8443/services/x?y', {webServer: 'bikeapp01.example:8443'}],
	['databasePath', String.raw`BIKESQL01\100`, {serverPath: 'BIKESQL01', databaseName: '100'}],
	['databasePath', String.raw`tcp:GLOBESQL02\EXACT\300`, {serverPath: String.raw`GLOBESQL02\EXACT`, databaseName: '300'}],
	['databasePath', String.raw`BIKESQL01,1444\100`, {serverPath: 'BIKESQL01,1444', databaseName: '100'}],
	['databasePath', String.raw`BIKESQL01\MSSQLSERVER\100`, {serverPath: 'BIKESQL01', databaseName: '100'}],
	['databasePath', '', {serverPath: null, databaseName: null}],
	['enabled', 'ON', {enabled: true}],
	['fixedCredentials', 'no', {fixedCredentials: false}],
	['type', '', {type: null}],
];
for (const [field, value, values] of right) {
	test(`${field} ${JSON.stringify(value)} is understood`, t => {
		t.deepEqual(parseTyped({[field]: value}, columns), {values, faults: [], notes: value.startsWith('https') ? ['Synergy stores HOST:PORT alone: that it is HTTPS is left out.'] : []});
	});
}

test('whatever is typed: a fault, or a value that fits its column and reads back the same', t => {
	const anyText = fc.oneof(fc.string({unit: 'grapheme', maxLength: 150}), fc.string({unit: fc.constantFrom(...String.raw`AB19.:,\/@ _-`), maxLength: 140}));
	const fields = [...settingFields.map(({name}) => name), 'databasePath' as const];
	fc.assert(fc.property(fc.constantFrom(...fields), anyText, (field, typed) => {
		const {values, faults} = parseTyped({[field]: typed}, columns);
		t.is(Object.keys(values).length === 0, faults.length > 0);
		t.true(faults.every(({reason}) => reason !== ''));
		for (const [name, value] of Object.entries(values)) {
			const {maxLength} = columns.get(settingFields.find(one => one.name === name)!.column.toLowerCase())!;
			if (typeof value !== 'string') {
				continue;
			}

			t.true(value.length <= maxLength!);
			t.notRegex(value, /\p{Control}/v);
			t.deepEqual(parseTyped({[name]: value}, columns).values, {[name]: value}, 'reads back');
		}
	}), {numRuns: 2000});
});

test('a column that is missing, or narrow, is named', t => {
	const older = new Map([...columns].filter(([name]) => name !== 'backofficetype'));
	t.regex(reasonOf('type', '6', older)!, /no column bedryf\.BackOfficeType/v);
	const narrow = new Map([...columns, column('BackOfficeUser', 'varchar', 20)]);
	t.regex(reasonOf('fixedUser', 'Łukasz', narrow)!, /varchar and cannot hold/v);
	t.regex(reasonOf('fixedUser', 'u'.repeat(21), narrow)!, /column takes 20/v);
});

test('a switch of an older table is a number', t => {
	const older = new Map([...columns, column('BackOfficeEnabled', 'tinyint')]);
	t.deepEqual(parseTyped({enabled: 'yes'}, older).values, {enabled: 1});
	t.deepEqual(parseTyped({enabled: 'no'}, older).values, {enabled: 0});
});
