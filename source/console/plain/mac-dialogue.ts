import {countOf} from '../../platform/count-of.js';
import type {MacServices} from '../mac-services.js';
import {choose} from './choose.js';
import type {Dialogue} from './dialogue.js';

/** The MAC address of all divisions: chosen from a list or typed, tested, saved on an explicit y. */
export const macByNumbers = async (dialogue: Dialogue, mac: MacServices, code: string): Promise<'written' | 'unchanged'> => {
	const {say, ask, signal} = dialogue;
	const {value, place, lines, origin, note, refusal} = await mac.page(code, dialogue);
	say(`MAC address of the application server: ${value ?? 'none is chosen'}, kept in ${place}.`, origin, ...(note === undefined ? [] : [note]));
	if (refusal !== undefined) {
		say(...lines.map(line => `${line.value}, ${line.source}`), refusal);
		return 'unchanged';
	}

	const chosen = await choose(dialogue, 'Address:', [...lines.map(line => ({text: `${line.value}, ${line.source}`, value: line.value})), {text: 'another address, typed', value: ''}]);
	const address = chosen === '' ? await ask('MAC address, nothing to leave:') : chosen;
	if (address === undefined || address === '') {
		return 'unchanged';
	}

	const fault = mac.judge(address);
	if (fault !== undefined) {
		say(fault);
		return 'unchanged';
	}

	const preview = await mac.preview(address, {
		signal,
		onStart(divisions) {
			say(`Testing ${countOf(divisions, 'division')} with it.`);
		},
		onEvent(event) {
			if (event.type === 'test-ended') {
				say(`${event.result.division} ${event.result.name}: ${event.result.verdict}`);
			}
		},
	});
	say(`Before: ${preview.before ?? 'none'}`, `After: ${preview.after}`, ...preview.results.filter(({verdict}) => verdict !== 'pass').map(({division, detail}) => `${division}: ${detail}`), `What is done: ${preview.statement}`);
	if (preview.refusal !== undefined) {
		say(preview.refusal);
		return 'unchanged';
	}

	if (await ask('Type y to keep this MAC address:') !== 'y') {
		say('Nothing was written.');
		return 'unchanged';
	}

	const record = await mac.save(preview);
	say(`Saved. Audit record ${record.id}.`);
	return 'written';
};
