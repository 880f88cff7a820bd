import test from 'ava';
import {BacoError} from '../../source/problems/baco-error.js';
import {
	checkMove,
	isMentioned,
	movedHost,
	movedServer,
	movedWebServer,
} from '../../source/settings/move/moved-name.js';

const paths: ReadonlyArray<[string, string, string, string | undefined]> = [
	['OLD', 'OLD', 'NEW', 'NEW'],
	['old.corp.example', 'OLD', 'NEW', 'NEW'],
	[String.raw`OLD\EXACT`, 'OLD', 'NEW', String.raw`NEW\EXACT`],
	[String.raw`OLD\EXACT`, 'OLD', String.raw`NEW\SQL`, String.raw`NEW\SQL`],
	[String.raw`OLD\EXACT`, String.raw`OLD\EXACT`, 'NEW', 'NEW'],
	[String.raw`OLD\EXACT`, String.raw`OLD\OTHER`, 'NEW', undefined],
	['OLD', String.raw`OLD\EXACT`, 'NEW', undefined],
	['OLD,1444', 'OLD', 'NEW', 'NEW'],
	['OLD', 'OLD', 'NEW,1444', 'NEW,1444'],
	['OLDER', 'OLD', 'NEW', undefined],
	['OLD.a.example', 'OLD.b.example', 'NEW', undefined],
	['', 'OLD', 'NEW', undefined],
	['not a server', 'OLD', 'NEW', undefined],
];
for (const [path, from, to, expected] of paths) {
	test(`${path} in a move from ${from} to ${to}`, t => {
		t.is(movedServer(path, {from, to}), expected);
	});
}

test('web servers, hosts and free texts', t => {
	const move = {from: String.raw`OLD\EXACT`, to: String.raw`NEW\EXACT`};
	t.is(movedWebServer('old:8010', move), 'NEW:8010');
	t.is(movedWebServer('BIKEAPP01:8010', move), undefined);
	t.is(movedHost('OLD', move), 'NEW');
	t.is(movedHost('', move), undefined);
	t.true(isMentioned('http://old:8090/elis', move));
	t.true(isMentioned(String.raw`OLD\EXACT\100`, move));
	t.false(isMentioned('http://older:8090/elis', move));
});

test('names that cannot be moved', t => {
	for (const move of [{from: '', to: 'NEW'}, {from: 'OLD', to: 'a b'}, {from: 'OLD', to: ' old '}, {from: '.', to: 'NEW'}]) {
		const error = t.throws(() => checkMove(move), {instanceOf: BacoError});
		t.is(error.id, 'MOVE-NAME');
	}
});
