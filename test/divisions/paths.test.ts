import test from 'ava';
import fc from 'fast-check';
import {formatDatabasePath, parseDatabaseName, parseDatabasePath} from '../../source/divisions/database-path.js';
import {formatServerPath, parseServerPath, type ServerPath} from '../../source/divisions/server-path.js';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];
const digits = [...'0123456789'];
const word = (extra: string, maxLength: number) => fc.tuple(
	fc.constantFrom(...letters),
	fc.string({unit: fc.constantFrom(...letters, ...digits, ...extra), maxLength: maxLength - 1}),
).map(([first, rest]) => first + rest);
const host = fc.array(word('', 12), {minLength: 1, maxLength: 3}).map(labels => labels.join('.'));
const instance = word('_$', 16).filter(name => name.toUpperCase() !== 'MSSQLSERVER');
const port = fc.integer({min: 1, max: 65_535});
const serverPath: fc.Arbitrary<ServerPath> = fc.record({host, instance, port}, {requiredKeys: ['host']});

test('server paths: what is written is read again', t => {
	fc.assert(fc.property(serverPath, path => {
		t.deepEqual(parseServerPath(formatServerPath(path)), {value: path});
		t.deepEqual(parseServerPath(`tcp:${formatServerPath(path)}`), {value: path});
		t.deepEqual(parseServerPath(` ${formatServerPath(path)} `), {value: path});
	}));
});

test('database paths: what is written is read again', t => {
	const database = fc.string({unit: fc.constantFrom(...letters, ...digits, ' ', '-', '_'), minLength: 1, maxLength: 20}).map(name => name.trim()).filter(name => name !== '');
	fc.assert(fc.property(serverPath, database, (server, name) => {
		t.deepEqual(parseDatabasePath(formatDatabasePath({server, database: name})), {value: {server, database: name}});
	}));
});

test('any text gives parts or a reason, never an exception', t => {
	fc.assert(fc.property(fc.string({unit: 'binary'}), text => {
		for (const result of [parseServerPath(text), parseDatabasePath(text), parseDatabaseName(text)]) {
			t.true('value' in result || result.reason.length > 0);
		}
	}));
});

const accepted: ReadonlyArray<[string, ServerPath]> = [
	['GLOBESQL01', {host: 'GLOBESQL01'}],
	[String.raw`GLOBESQL01\EXACT`, {host: 'GLOBESQL01', instance: 'EXACT'}],
	[String.raw`tcp:GLOBESQL01\EXACT`, {host: 'GLOBESQL01', instance: 'EXACT'}],
	['sql.corp.example,14330', {host: 'sql.corp.example', port: 14_330}],
	['TCP:10.1.2.3,1433', {host: '10.1.2.3', port: 1433}],
	[String.raw`SQL01\MSSQLSERVER`, {host: 'SQL01'}],
	[String.raw`SQL_01\SQL2019$A,1500`, {host: 'SQL_01', instance: 'SQL2019$A', port: 1500}],
];
for (const [text, value] of accepted) {
	test(`server path ${text}`, t => {
		t.deepEqual(parseServerPath(text), {value});
	});
}

const refused: ReadonlyArray<[string, RegExp]> = [
	['', /empty/v],
	[' '.repeat(3), /empty/v],
	[String.raw`\EXACT`, /host is missing/v],
	['SQL01\\', /instance is missing/v],
	[String.raw`SQL01\A\B`, /too many parts/v],
	['np:SQL01', /np:/v],
	['SQL01,', /port is missing/v],
	['SQL01,0', /not a port/v],
	['SQL01,65536', /not a port/v],
	['SQL01,1433,2', /more than one comma/v],
	['SQL 01', /not a host name/v],
	[String.raw`SQL01\1NST`, /not an instance name/v],
	['(local)', /machine itself/v],
	['.', /machine itself/v],
];
for (const [text, reason] of refused) {
	test(`server path ${JSON.stringify(text)} is refused`, t => {
		const result = parseServerPath(text);
		t.regex('reason' in result ? result.reason : '', reason);
	});
}

test('database paths of two and three parts', t => {
	t.deepEqual(parseDatabasePath(String.raw`SQL01\600`), {value: {server: {host: 'SQL01'}, database: '600'}});
	t.deepEqual(parseDatabasePath(String.raw`SQL01\EXACT\600`), {value: {server: {host: 'SQL01', instance: 'EXACT'}, database: '600'}});
	t.deepEqual(parseDatabasePath(String.raw`SQL01,1500\600`), {value: {server: {host: 'SQL01', port: 1500}, database: '600'}});
	for (const text of ['600', 'SQL01\\', String.raw`\600`, String.raw`SQL01\\600`, String.raw`A\B\C\D`]) {
		t.true('reason' in parseDatabasePath(text), JSON.stringify(text));
	}
});

test('a database name has 1 to 128 characters and no control character', t => {
	t.deepEqual(parseDatabaseName(' 600 '), {value: '600'});
	t.deepEqual(parseDatabaseName('a'.repeat(128)), {value: 'a'.repeat(128)});
	t.true('reason' in parseDatabaseName('a'.repeat(129)));
	t.true('reason' in parseDatabaseName('6\t00'));
});
