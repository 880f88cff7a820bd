import test from 'ava';
import {summaryOf} from '../../../jobs/rp-financial-check/summary.js';

const none = {
	agree: [], wait: [], differ: [], failed: [],
};

test('divisions that differ only by what waits are counted and named apart from those that differ', t => {
	t.deepEqual(summaryOf({
		...none, agree: ['110', '120', '130', '200', '210'], wait: ['300', '310'], differ: ['100'],
	}), {
		message: 'Of 8 divisions 1 differs: 100; 2 differ only by entries that wait: 300, 310; 5 agree.', isFailed: true,
	});
	t.deepEqual(summaryOf({...none, wait: ['300', '310']}), {message: 'Of 2 divisions 2 differ only by entries that wait: 300, 310.', isFailed: false});
});

test('a division that could not be compared is none that differs', t => {
	t.deepEqual(summaryOf({
		...none, agree: ['110'], differ: ['100', '120'], failed: ['900'],
	}), {
		message: 'Of 4 divisions 2 differ: 100, 120; 1 could not be compared: 900; 1 agrees.', isFailed: true,
	});
});

test('one division is spoken of as one', t => {
	t.is(summaryOf({...none, wait: ['300']}).message, 'Division 300 differs only by entries that wait.');
	t.is(summaryOf({...none, differ: ['100']}).message, 'Division 100 differs.');
	t.is(summaryOf({...none, agree: ['110']}).message, '1 division agrees with the back office.');
	t.is(summaryOf({...none, agree: ['110', '120']}).message, '2 divisions agree with the back office.');
});
