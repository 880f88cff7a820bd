import test from 'ava';
import {divisionsText} from '../../source/doctor/divisions-text.js';

test('one, several, and more than can be named', t => {
	t.is(divisionsText(['220']), 'division 220');
	t.is(divisionsText(['220', '230']), 'divisions 220, 230');
	t.regex(divisionsText(Array.from({length: 14}, (_, index) => String(index))), /^divisions 0, .*11 and 2 more$/v);
});
