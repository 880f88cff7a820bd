import test from 'ava';
import {namedDivisions} from '../../source/divisions/named-divisions.js';

test('one, several, and more than can be named', t => {
	t.is(namedDivisions(['220']), 'division 220');
	t.is(namedDivisions(['220', '230']), 'divisions 220, 230');
	t.regex(namedDivisions(Array.from({length: 14}, (_, index) => String(index))), /^divisions 0, .*11 and 2 more$/v);
});
