import {setTimeout as delay} from 'node:timers/promises';
import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import {cutPlaces} from './cut-places.js';
import {sampleDivisions, sampleProfiles} from './sample-services.js';
import {openScreen} from './screen.js';

const keys = fc.constantFrom('j', 'k', 'j', '\r', '\u{1B}[B', '\u{1B}[A', 'G', 'g', 'A', 'u', '\u{1B}[6~', '/de', 's', 'S', '?', 'p', '@', ':di', '\u{7F}', '\t', '0', '1', 'h', 'l', 'e', '\u{1B}[200~x\r\ny\u{1B}[201~');

/** Cuts of the same keys, and a server that answers after so many milliseconds. */
async function screenAfter(typed: string, cuts: readonly number[], answersAfter: number): Promise<string[]> {
	const {profiles} = sampleProfiles({divisions: sampleDivisions(40)});
	const screen = openScreen({
		profiles: {
			...profiles,
			async open(...options) {
				await delay(answersAfter);
				return profiles.open(...options);
			},
		},
		profile: 'delta-prod',
	});
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
	// The audit says when it was read.
	return lines.map(line => line.replace(/as of [\d:]+/v, 'as of now'));
}

const typing = fc.array(keys, {minLength: 1, maxLength: 12});
const cutting = fc.array(fc.nat(), {maxLength: 12});

const anyChunking = fc.asyncProperty(typing, cutting, fc.constantFrom(0, 2, 40), async (typed, cuts, answersAfter) => {
	const text = typed.join('');
	const whole = await screenAfter(text, [], answersAfter);
	return isDeepStrictEqual(await screenAfter(text, cuts, answersAfter), whole);
});

test('any chunking of the same keys gives the same screen', async t => {
	await t.notThrowsAsync(fc.assert(anyChunking, {numRuns: 20}));
});
