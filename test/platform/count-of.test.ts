import test from 'ava';
import {agree, countOf} from '../../source/platform/count-of.js';

test('one is told in the singular, none and many in the plural, words that do not take an s too', t => {
	t.deepEqual([0, 1, 2].map(count => countOf(count, 'ledger account')), ['0 ledger accounts', '1 ledger account', '2 ledger accounts']);
	t.deepEqual([0, 1, 2].map(count => countOf(count, 'entry', 'entries')), ['0 entries', '1 entry', '2 entries']);
	t.deepEqual([1, 2].map(count => agree(count, 'is', 'are')), ['is', 'are']);
});
