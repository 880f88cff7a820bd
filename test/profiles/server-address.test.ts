import test from 'ava';
import fc from 'fast-check';
import {formatServer, parseServer} from '../../source/profiles/server-address.js';

const readable: ReadonlyArray<readonly [string, object]> = [
	['SQL01', {host: 'SQL01'}],
	['SQL01,1433', {host: 'SQL01', port: 1433}],
	[' SQL01 , 1433 ', {host: 'SQL01', port: 1433}],
	[String.raw`SQL01\EXACT`, {host: 'SQL01', instance: 'EXACT'}],
	[String.raw`tcp:sql_01.corp.local\MSSQL$X`.replace('MSSQL$X', 'SQL$X'), {host: 'sql_01.corp.local', instance: 'SQL$X'}],
	['10.0.0.5,1500', {host: '10.0.0.5', port: 1500}],
	['fe80::1', {host: 'fe80::1'}],
	['.', {host: 'localhost'}],
	[String.raw`(local)\EXACT`, {host: 'localhost', instance: 'EXACT'}],
];

for (const [text, server] of readable) {
	test(`reads ${text}`, t => {
		t.deepEqual(parseServer(text), server);
	});
}

const refused: ReadonlyArray<readonly [string, RegExp]> = [
	['', /not a host name/v],
	['a b', /not a host name/v],
	['-x', /not a host name/v],
	['a..b', /not a host name/v],
	['300.1.2.3', /not a host name/v],
	['SQL01,0', /port/v],
	['SQL01,65536', /port/v],
	['SQL01,abc', /port "abc"/v],
	['SQL01,1433,2', /is not HOST/v],
	[String.raw`SQL01\EXACT,1433`, /port and an instance/v],
	[String.raw`SQL01,1433\EXACT`, /port and an instance/v],
	[String.raw`SQL01\A\B`, /is not HOST/v],
	['SQL01\\', /instance/v],
	[String.raw`SQL01\has space`, /instance/v],
	[String.raw`SQL01\SEVENTEENLETTERSX`, /instance/v],
];

for (const [text, reason] of refused) {
	test(`refuses ${JSON.stringify(text)}`, t => {
		const fault = parseServer(text);
		t.is(typeof fault, 'string');
		t.regex(fault as string, reason);
	});
}

test('what is written reads back the same', t => {
	// The generator does not know the flag v.
	/* eslint-disable require-unicode-regexp -- see above */
	const host = fc.stringMatching(/^[A-Za-z]\w{0,10}$/u);
	const server = fc.oneof(
		fc.record({host}),
		fc.record({host, port: fc.integer({min: 1, max: 65_535})}),
		fc.record({host, instance: fc.stringMatching(/^[A-Z_a-z][\w$]{0,15}$/u)}),
	);
	/* eslint-enable require-unicode-regexp */
	fc.assert(fc.property(server, value => {
		t.deepEqual(parseServer(formatServer(value)), value);
	}));
});

test('no text breaks the reader', t => {
	fc.assert(fc.property(fc.string(), text => {
		t.true(['string', 'object'].includes(typeof parseServer(text)));
	}));
});
