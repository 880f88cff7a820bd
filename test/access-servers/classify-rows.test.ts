import test from 'ava';
import {classifyRows, type Knowledge} from '../../source/access-servers/classify-rows.js';
import type {AccessServerValues, RowClass} from '../../source/access-servers/contract.js';
import {judgeRows} from '../../source/access-servers/judge-rows.js';

const knowledge: Knowledge = {
	expected: [
		{name: String.raw`GLOBESQL02\EXACT`, source: 'the SQL server of the database path'},
		{name: 'BIKEAPP01', source: 'the application server'},
		{name: 'WS-FINANCE', source: 'confirmed in the profile'},
	],
	former: [{name: 'DELTASQL2016', source: 'is a former server by the profile'}, {name: '10.0.0.9', source: 'is a former server by the profile'}],
	unresolved: new Set(['gonesql']),
	applicationServer: 'BIKEAPP01',
	applicationAddresses: ['10.20.0.21'],
	sqlAddresses: ['10.20.0.11'],
	selectedMac: '00155D0A2B01',
};
const row = (values: Partial<AccessServerValues>): AccessServerValues => ({
	id: 1, machineName: '', ipAddress: '', macAddress: '', checksIpAddress: false, checksMachineName: true, checksMacAddress: false, ...values,
});

const cases: ReadonlyArray<[string, Partial<AccessServerValues>, RowClass[], RegExp]> = [
	['the name of the path', {machineName: String.raw`GLOBESQL02\EXACT`}, ['OK'], /SQL server of the database path/v],
	['without its instance', {machineName: 'globesql02'}, ['OK'], /path/v],
	['with DNS suffix and a dot', {machineName: 'GlobeSQL02.deltabike.example.'}, ['OK'], /path/v],
	['the application server', {machineName: 'bikeapp01'}, ['OK'], /application server/v],
	['a confirmed name', {machineName: 'WS-FINANCE'}, ['OK'], /confirmed/v],
	['another instance of the same host', {machineName: String.raw`GLOBESQL02\SQL2008`}, ['UNKNOWN-NAME'], /nothing proves it old/v],
	['a former server', {machineName: 'deltasql2016'}, ['STALE'], /former server by the profile/v],
	['a former server with instance', {machineName: String.raw`DELTASQL2016\EXACT`}, ['STALE'], /former/v],
	['a name that DNS lost', {machineName: 'GONESQL'}, ['STALE'], /does not resolve in DNS any more/v],
	['an address of a former server', {ipAddress: '10.0.0.9'}, ['STALE'], /former/v],
	['an unknown name', {machineName: 'WS-MARIA'}, ['UNKNOWN-NAME'], /in no setting/v],
	['an opaque value', {machineName: 'x8Kq+3vTn1LZ/0aQwR5uEg=='}, ['OPAQUE'], /neither a host name nor a MAC/v],
	['an expected name with an encoded MAC', {machineName: 'BIKEAPP01', macAddress: 'x8Kq+3vT'}, ['OPAQUE', 'OK'], /no plain MAC/v],
	['the selected MAC', {machineName: 'WS-FINANCE', macAddress: '00:15:5d:0a:2b:01'}, ['OK'], /selected one/v],
	['the selected MAC in the name', {machineName: '00155D0A2B01'}, ['OK'], /MachineName is the selected one/v],
	['another MAC', {machineName: 'BIKEAPP01', macAddress: '00-15-5D-0A-2B-77'}, ['MAC-MISMATCH'], /00-15-5D-0A-2B-77, the selected one is 00-15-5D-0A-2B-01/v],
	['another second MAC', {machineName: 'BIKEAPP01', macAddress2: '00155D0A2B77'}, ['MAC-MISMATCH'], /MacAddress2/v],
	['nothing filled in', {}, ['EMPTY'], /no identity/v],
	['no check on', {machineName: 'BIKEAPP01', checksMachineName: false}, ['OK', 'INERT'], /verifies nothing/v],
	['the address of the application server', {ipAddress: '10.20.0.21'}, ['OK'], /application server/v],
	['an unknown address alone', {ipAddress: '10.9.9.9'}, ['UNKNOWN-NAME'], /neither server/v],
];
for (const [title, values, classes, reason] of cases) {
	test(`${title} is ${classes.join(' and ')}`, t => {
		const [classified] = classifyRows([row(values)], knowledge);
		t.deepEqual(classified!.classes, classes);
		t.regex(classified!.reason, reason);
	});
}

test('the same identity twice is a duplicate, whatever its case', t => {
	const rows = classifyRows([row({id: 1, machineName: 'BIKEAPP01'}), row({id: 2, machineName: 'bikeapp01'}), row({id: 3, machineName: 'WS-FINANCE'})], knowledge);
	t.deepEqual(rows.map(({classes}) => classes), [['OK', 'DUPLICATE'], ['OK', 'DUPLICATE'], ['OK']]);
	t.regex(rows[0]!.reason, /row 2/v);
});

test('without a selected MAC address nothing is a mismatch', t => {
	const [classified] = classifyRows([row({machineName: 'BIKEAPP01', macAddress: '00-15-5D-0A-2B-77'})], {...knowledge, selectedMac: undefined});
	t.deepEqual(classified!.classes, ['OK']);
	t.regex(classified!.reason, /cannot be judged/v);
});

const judge = (rows: ReadonlyArray<Partial<AccessServerValues>>) => judgeRows(
	classifyRows(rows.map((values, index) => row({id: index + 1, ...values})), knowledge),
	{
		division: '300', applicationServer: 'BIKEAPP01', selectedMac: knowledge.selectedMac, replacement: () => 'GLOBESQL02',
	},
).map(({id, severity}) => `${id} ${severity}`);

test('the verdict: stale fails, unknown and opaque warn, the rest is told', t => {
	const app = {machineName: 'BIKEAPP01'};
	t.deepEqual(judge([app]), []);
	t.deepEqual(judge([app, {machineName: 'DELTASQL2016'}]), ['BAS-STALE fail']);
	t.deepEqual(judge([app, {machineName: 'WS-MARIA'}]), ['BAS-UNKNOWN warn']);
	t.deepEqual(judge([{machineName: 'WS-FINANCE'}]), ['BAS-NOROW warn']);
	t.deepEqual(judge([]), ['BAS-NOROW warn']);
	t.deepEqual(judge([{...app, checksMachineName: false}]), ['BAS-INERT info']);
	t.deepEqual(judge([app, {}]), ['BAS-EMPTY info']);
	t.deepEqual(judge([app, app]), ['BAS-DUPLICATE info', 'BAS-DUPLICATE info']);
	t.deepEqual(judge([{...app, macAddress: '00155D0A2B77', checksMacAddress: true}]), ['BAS-MAC fail']);
	t.deepEqual(judge([{...app, macAddress: '00155D0A2B77'}]), ['BAS-MAC warn']);
	t.deepEqual(judge([app, {machineName: 'WS-FINANCE', macAddress: '00155D0A2B77', checksMacAddress: true}]), ['BAS-MAC info']);
	t.deepEqual(judge([app, {machineName: 'x8Kq+3vTn1LZ/0aQwR5uEg=='}]), ['BAS-OPAQUE warn']);
});

test('a stale row offers its repair', t => {
	const [finding] = judgeRows(classifyRows([row({id: 7, machineName: 'DELTASQL2016'})], knowledge), {
		division: '300', applicationServer: undefined, selectedMac: undefined, replacement: () => 'GLOBESQL02',
	});
	t.deepEqual(finding!.repair, {
		kind: 'access-server', division: '300', rowId: 7, column: 'MachineName', before: 'DELTASQL2016', after: 'GLOBESQL02',
	});
});
