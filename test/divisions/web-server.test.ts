import test from 'ava';
import fc from 'fast-check';
import {formatMacAddress, parseMacAddress} from '../../source/divisions/mac-address.js';
import {formatWebServer, parseWebServer} from '../../source/divisions/web-server.js';

test('web servers: what is written is read again', t => {
	const host = fc.domain({size: 'small'});
	const port = fc.integer({min: 1, max: 65_535});
	fc.assert(fc.property(host, port, (name, number) => {
		t.deepEqual(parseWebServer(formatWebServer({host: name, port: number})), {value: {host: name, port: number, secure: false}});
		t.deepEqual(parseWebServer(`https://${name}:${number}/services/x?y#z`), {value: {host: name, port: number, secure: true}});
	}));
});

test('any text gives parts or a reason, never an exception', t => {
	fc.assert(fc.property(fc.string({unit: 'binary'}), text => {
		const result = parseWebServer(text);
		t.true('value' in result || result.reason.length > 0);
	}));
});

test('URLs and addresses', t => {
	t.deepEqual(parseWebServer('APPSERVER:8000'), {value: {host: 'APPSERVER', port: 8000, secure: false}});
	t.deepEqual(parseWebServer('http://appserver'), {value: {host: 'appserver', port: 80, secure: false}});
	t.deepEqual(parseWebServer('https://globe.example/'), {value: {host: 'globe.example', port: 443, secure: true}});
	t.deepEqual(parseWebServer('[::1]:8010'), {value: {host: '::1', port: 8010, secure: false}});
	t.is(formatWebServer({host: '::1', port: 8010}), '[::1]:8010');
});

for (const text of ['', 'appserver', 'appserver:', 'appserver:0', 'appserver:99999', ':8010', 'ftp://appserver:8010', 'http://user:secret@appserver:8010', 'a b:8010', 'app:80:10']) {
	test(`web server ${JSON.stringify(text)} is refused`, t => {
		const result = parseWebServer(text);
		t.true('reason' in result);
		t.false(JSON.stringify(result).includes('secret'));
	});
}

test('a MAC address is recognised in every usual form', t => {
	const byte = fc.integer({min: 0, max: 255}).map(number => number.toString(16).padStart(2, '0'));
	fc.assert(fc.property(fc.array(byte, {minLength: 6, maxLength: 6}), fc.boolean(), (bytes, isUpper) => {
		const cased = bytes.map(text => isUpper ? text.toUpperCase() : text);
		const digits = cased.join('').toUpperCase();
		const words = [cased.slice(0, 2), cased.slice(2, 4), cased.slice(4)].map(pair => pair.join(''));
		for (const form of [cased.join(''), cased.join(':'), cased.join('-'), cased.join(' '), words.join('.'), ` ${cased.join('-')} `]) {
			t.is(parseMacAddress(form), digits, JSON.stringify(form));
		}

		t.is(parseMacAddress(formatMacAddress(digits)), digits);
	}));
});

test('what is not twelve digits in one form is no MAC address', t => {
	for (const text of ['', '00155D01020', '00155D0102033', '00-15:5D-01-02-03', '0-0155D010203', 'GLOBESQL01AB', 'qU3r+/==']) {
		t.is(parseMacAddress(text), undefined, JSON.stringify(text));
	}
});
