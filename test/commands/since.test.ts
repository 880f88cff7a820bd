import process from 'node:process';
import test from 'ava';
import {BacoError} from '../../source/problems/baco-error.js';
import {serverSince, sinceOf} from '../../source/commands/since.js';

const zone = process.env.TZ;
test.before(() => {
	process.env.TZ = 'Europe/Amsterdam';
});
test.after.always(() => {
	if (zone === undefined) {
		delete process.env.TZ;
	} else {
		process.env.TZ = zone;
	}
});

test('a time is of the clock of this machine, a day begins at its midnight, a Z means UTC', t => {
	t.is(sinceOf('2026-11-27T08:00', 'runs').toISOString(), '2026-11-27T07:00:00.000Z');
	t.is(sinceOf('2026-11-27', 'runs').toISOString(), '2026-11-26T23:00:00.000Z');
	t.is(sinceOf('2026-07-01 08:00:30', 'runs').toISOString(), '2026-07-01T06:00:30.000Z');
	t.is(sinceOf('2026-11-27T08:00Z', 'runs').toISOString(), '2026-11-27T08:00:00.000Z');
	const ago = Date.now() - sinceOf('2h', 'runs').getTime();
	t.true(ago >= 7_200_000 && ago < 7_260_000);
});

test('a time of the server has no zone: its numbers count as they are', t => {
	t.is(serverSince('2026-11-27T08:00').toISOString(), '2026-11-27T08:00:00.000Z');
	t.is(serverSince('2026-11-27').toISOString(), '2026-11-27T00:00:00.000Z');
});

for (const typed of ['2026-11-27T25:00', '2026-02-30', 'yesterday', '2026-11-27T08', '']) {
	test(`what is no time is told as it was typed: ${typed}`, t => {
		for (const read of [() => sinceOf(typed, 'runs'), () => serverSince(typed)]) {
			const error = t.throws(read, {instanceOf: BacoError});
			t.is(error.exitCode, 2);
			t.true(error.explanation.summary.includes(`not ${JSON.stringify(typed)}`), error.explanation.summary);
		}
	});
}

test('a Z is refused where it would say nothing; the zone of this machine is named where it counts', t => {
	const server = t.throws(() => serverSince('2026-11-27T08:00Z'), {instanceOf: BacoError});
	t.regex(server.explanation.cause, /clock of the server, which writes no time zone/v);
	const local = t.throws(() => sinceOf('tomorrow', 'runs'), {instanceOf: BacoError});
	t.regex(local.explanation.cause, /clock of this machine \(Europe\/Amsterdam\)/v);
});
