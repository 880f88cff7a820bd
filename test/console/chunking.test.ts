import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import {cutPlaces} from './cut-places.js';
import {sampleDivisions, sampleProfiles} from './sample-services.js';
import {openScreen} from './screen.js';

const keys = fc.constantFrom('j', 'k', 'j', '\r', '\u{1B}[B', '\u{1B}[A', 'G', 'g', 'A', 'u', '\u{1B}[6~', '/de', 's', 'S', '?', 'p', '@', ':di', '\u{7F}', '\t', '0', '1', 'h', 'l', 'e', '\u{1B}[200~x\r\ny\u{1B}[201~');

async function screenAfter(typed: string, cuts: readonly number[]): Promise<string[]> {
	const {profiles} = sampleProfiles({divisions: sampleDivisions(40)});
	const screen = openScreen({profiles, profile: 'delta-prod'});
	await screen.shows('001');
	const places = cutPlaces(typed.length, cuts);
	for (const [index, place] of places.slice(1).entries()) {
		screen.press(typed.slice(places[index], place));
		// Every chunk arrives by itself.
		// eslint-disable-next-line no-await-in-loop -- one after another
		await new Promise(resolve => {
			setImmediate(resolve);
		});
	}

	screen.press('\u{C}');
	const lines = await screen.quiet();
	await screen.close();
	return lines;
}

// A profile that is being opened takes its server's time: keys that come meanwhile are refused, and which ones those are is a matter of time, not of cuts.
const hasOpenedProfile = (typed: readonly string[]): boolean => typed.includes('p') && typed.slice(typed.indexOf('p')).some(key => key === '\r' || key === 'l');
const typing = fc.array(keys, {minLength: 1, maxLength: 12}).filter(typed => !hasOpenedProfile(typed));
const cutting = fc.array(fc.nat(), {maxLength: 12});

const anyChunking = fc.asyncProperty(typing, cutting, async (typed, cuts) => {
	const text = typed.join('');
	const whole = await screenAfter(text, []);
	return isDeepStrictEqual(await screenAfter(text, cuts), whole);
});

test('any chunking of the same keys gives the same screen', async t => {
	await t.notThrowsAsync(fc.assert(anyChunking, {numRuns: 20}));
});
