import test from 'ava';
import {wrap} from '../../../source/console/text/wrap.js';

test('a fingerprint is broken between two bytes, any other long word anywhere', t => {
	const fingerprint = Array.from({length: 32}, (_, index) => (index + 160).toString(16).toUpperCase()).join(':');
	const lines = wrap(`Valid to 2027-01-01; SHA-256 ${fingerprint}.`, 40);
	t.is(lines.slice(1).join(''), `${fingerprint}.`);
	t.true(lines.every(line => line.length <= 40));
	t.true(lines.slice(1, -1).every(line => /^(?:[\dA-F]{2}:)+$/v.test(line)));
	t.deepEqual(wrap('abcdefghij', 4), ['abcd', 'efgh', 'ij']);
});
