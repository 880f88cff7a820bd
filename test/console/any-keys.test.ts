import process from 'node:process';
import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {sampleDivisions, sampleProfiles} from './sample-services.js';
import {openScreen} from './screen.js';

const keys = fc.constantFrom('j', 'k', '\r', '\r', '\u{1B}', '\u{1B}[B', '\u{1B}[A', 'G', 'g', 'A', 'u', 'y', 'n', 'r', 'R', 't', 'T', 'x', 'a', 'w', 'b', ' ', '\u{1B}[6~', '\u{1B}[5~', '/', '/de', 's', 'S', '?', 'p', '@', 'f', ':', ':test all\r', ':audit\r', '\u{7F}', '\t', '\u{F}', '\u{15}', '0', '2', 'h', 'l', 'e', 'o', 'J', 'K', '\u{C}', '\u{1B}[200~x\r\ny\u{1B}[201~', '日本', '\u{1B}[1;5C');
const resizing = fc.record({columns: fc.integer({min: 20, max: 210}), rows: fc.integer({min: 5, max: 60})});
const typing = fc.array(fc.oneof({weight: 9, arbitrary: keys}, {weight: 1, arbitrary: resizing}), {minLength: 1, maxLength: 40});

/** What is wrong with the screen after these keys and sizes; nothing when the console lives and what it draws fits. */
async function faultsAfter(events: ReadonlyArray<string | {readonly columns: number; readonly rows: number}>): Promise<string[]> {
	const {profiles} = sampleProfiles({divisions: sampleDivisions(40)});
	const screen = openScreen({profiles, profile: 'delta-prod'});
	await screen.shows('001');
	let size = {columns: 80, rows: 24};
	for (const event of events) {
		if (typeof event === 'string') {
			screen.press(event);
		} else {
			size = event;
			screen.resize(size.columns, size.rows);
		}

		// eslint-disable-next-line no-await-in-loop -- Each arrives by itself.
		await new Promise(resolve => {
			setImmediate(resolve);
		});
	}

	const lines = await screen.quiet();
	const isAlive = await Promise.race([screen.exit.then(() => false), Promise.resolve(true)]);
	await screen.close();
	return [
		...(isAlive ? [] : ['the console ended']),
		...(lines.every(line => line === '') ? ['the screen is empty'] : []),
		...(lines.length >= size.rows && lines.at(-1) !== '' ? [`${lines.length} lines in ${size.rows} rows`] : []),
		...lines.filter(line => stringWidth(line) > size.columns).map(line => `too wide: ${line}`),
		...lines.filter(line => /undefined|\[object|NaN/v.test(line)).map(line => `no text: ${line}`),
	];
}

const fits = fc.asyncProperty(typing, async events => {
	const faults = await faultsAfter(events);
	return isDeepStrictEqual(faults, []);
});

// More runs are for hunting: BACO_RUNS=500.
test('no keys and no size of the window break the screen', async t => {
	await t.notThrowsAsync(fc.assert(fits, {numRuns: Number(process.env.BACO_RUNS ?? 20)}));
});
