import test from 'ava';
import {firstOf} from '../../source/platform/first-of.js';

test('all that fit are named, of more the first and their number', t => {
	t.is(firstOf(['100']), '100');
	t.is(firstOf(['1', '2', '3', '4', '5', '6']), '1, 2, 3, 4, 5, 6', 'one more would not be shorter');
	t.is(firstOf(['1', '2', '3', '4', '5', '6', '7']), '1, 2, 3, 4, 5 and 2 more');
	t.is(firstOf(['1', '2', '3', '4'], 2), '1, 2 and 2 more');
});
