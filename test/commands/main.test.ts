import process from 'node:process';
import test from 'ava';
import {endingSignals} from '../../source/commands/main.js';
import {interrupt} from '../../source/platform/interrupt.js';

test('Windows ends a command in order at Ctrl-Break and at a closed window too; elsewhere nohup keeps its meaning', t => {
	t.deepEqual(endingSignals('linux'), [['SIGINT', 130], ['SIGTERM', 143]]);
	t.deepEqual(endingSignals('win32'), [['SIGINT', 130], ['SIGTERM', 143], ['SIGBREAK', 130], ['SIGHUP', 129]]);
});

test('an interrupt of the raw terminal reaches who listens, without a signal of the system', t => {
	let heard = 0;
	const listen = () => {
		heard++;
	};

	process.once('SIGINT', listen);
	interrupt();
	t.is(heard, 1);
});
