import test from 'ava';
import {failureOf} from '../../../jobs/runtime/division-failure.js';
import {BacoError} from '../../../source/problems/baco-error.js';
import {parseEvent} from '../../../source/runs/supervisor/read-events.js';

test('what keeps a job from a division is told with the words of the catalogue and the server, and read back', t => {
	const {failure} = failureOf(new BacoError('TCP-1', {host: 'DUBSQL01', port: 1433, reachedAt: '127.0.0.1:1'}));
	t.like(failure, {id: 'TCP-1', exitCode: 4, server: 'DUBSQL01,1433 at 127.0.0.1:1'});
	t.regex(failure!.cause, /tunnel/v);
	const event = {
		type: 'division', division: '510', state: 'failed', message: 'refused', failure,
	};
	t.deepEqual(parseEvent(JSON.stringify(event)), event as ReturnType<typeof parseEvent>);
	t.is(failureOf(new BacoError('DNS-1', {host: 'OSLSQL01'})).failure?.server, 'OSLSQL01');
	t.deepEqual(failureOf(new Error('no problem of the catalogue')), {});
});
