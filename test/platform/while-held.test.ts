import test from 'ava';
import {whileHeld} from '../../source/platform/while-held.js';

const failure = (code: string) => Object.assign(new Error(code), {code});

/** Fails with these codes, one after another, then succeeds. */
const failing = (...codes: string[]) => {
	let calls = 0;
	return {
		calls: () => calls,
		async work() {
			const code = codes[calls];
			calls++;
			if (code !== undefined) {
				throw failure(code);
			}

			return 'done';
		},
	};
};

test('what another program of Windows holds is tried again until it lets go', async t => {
	const held = failing('EPERM', 'EBUSY', 'EACCES');
	t.is(await whileHeld(held.work, {platform: 'win32'}), 'done');
	t.is(held.calls(), 4);
});

test('patience ends with the error itself; other errors and other systems are not tried again', async t => {
	const held = failing(...Array.from({length: 1000}, () => 'EPERM'));
	await t.throwsAsync(whileHeld(held.work, {platform: 'win32', patienceMs: 40}), {code: 'EPERM'});
	t.true(held.calls() > 1);
	const full = failing('ENOSPC');
	await t.throwsAsync(whileHeld(full.work, {platform: 'win32'}), {code: 'ENOSPC'});
	t.is(full.calls(), 1);
	const linux = failing('EACCES');
	await t.throwsAsync(whileHeld(linux.work, {platform: 'linux'}), {code: 'EACCES'});
	t.is(linux.calls(), 1);
});
