import type {SettingName} from '../../settings/fields.js';
import type {TypedSettings} from '../../settings/parse-typed.js';
import type {SettingsField, SettingsPage, SettingsServices} from '../settings-services.js';
import {unsavedOf, unsavedText} from '../state/settings-drafts.js';
import {orElse} from '../text/or-else.js';
import {choose, type Choice} from './choose.js';
import type {Dialogue} from './dialogue.js';
import {macByNumbers} from './mac-dialogue.js';
import type {Drafts} from './review-dialogue.js';

type Editable = SettingsField & {readonly name: SettingName};

/** The back office settings of a division, changed one by one and saved on an explicit y. Says whether something was written. */
export const settingsByNumbers = async (dialogue: Dialogue, settings: SettingsServices, code: string, drafts: Drafts): Promise<'written' | 'unchanged'> => {
	let page = await settings.page(code, dialogue);
	const kept = drafts.get(code);
	let typed: TypedSettings = kept?.typed ?? {};
	let seen = kept?.seen ?? page.stored;
	let isWritten = false;
	dialogue.say(`Back office settings of ${code}, last changed ${page.modified}.`, ...page.fields.map(field => `${titleOf(field)}: ${shown(field, {})}.`));
	if (page.refusal !== undefined) {
		dialogue.say(page.refusal);
	}

	const own = () => Object.keys(typed).length === 0 ? [] : [{code, count: Object.keys(typed).length}];
	const unsaved = () => unsavedText([...unsavedOf(drafts), ...own()]);
	// While it is open here, what was kept of it is in `typed`.
	drafts.delete(code);

	dialogue.keepAsking(unsaved);
	for (;;) {
		/* eslint-disable no-await-in-loop -- question and answer */
		const task = await choose(dialogue, `Settings of ${code}:`, choices(page, typed));
		if (task === undefined) {
			const lost = unsavedText(own());
			const answer = lost === '' || dialogue.isOver() ? undefined : await dialogue.ask(`${lost} Type y to leave the settings all the same, k to keep what you typed for the review of all that is not saved:`);
			if (answer === 'k') {
				drafts.set(code, {code, typed, seen});
				dialogue.say('Kept, not saved: unsaved, in the list of divisions, reviews it.');
			} else if (answer !== undefined && answer !== 'y') {
				continue;
			}

			dialogue.keepAsking(() => unsavedText(unsavedOf(drafts)));
			return isWritten ? 'written' : 'unchanged';
		}

		try {
			if (task === 'save') {
				if (await hasSaved(dialogue, settings, {code, typed})) {
					typed = {};
					isWritten = true;
					page = await settings.page(code, dialogue);
					seen = page.stored;
				}
			} else if (task === 'mac') {
				isWritten = await macByNumbers(dialogue, settings.mac, code) === 'written' || isWritten;
			} else {
				typed = await change(dialogue, page, {typed, field: task});
			}
		} catch (error) {
			dialogue.sayProblem(error);
		}
		/* eslint-enable no-await-in-loop */
	}
};

const titleOf = ({title, isMandatory}: SettingsField) => isMandatory ? `${title}, mandatory` : title;

const shown = ({name, value}: SettingsField, typed: TypedSettings) => orElse((name === undefined ? undefined : typed[name]) ?? value, 'empty');

const choices = ({fields, refusal}: SettingsPage, typed: TypedSettings): ReadonlyArray<Choice<Editable | 'mac' | 'save'>> => {
	const mac = {text: 'choose the MAC address, one for all divisions', value: 'mac' as const};
	if (refusal !== undefined) {
		return [mac];
	}

	const changed = Object.keys(typed).length;
	return [
		...fields.filter(field => field.name !== undefined).map(field => ({text: `change ${titleOf(field)}, ${field.name !== undefined && typed[field.name] !== undefined ? 'typed' : 'now'} ${shown(field, typed)}`, value: field as Editable})),
		mac,
		...(changed === 0 ? [] : [{text: `test and save ${changed} ${changed === 1 ? 'change' : 'changes'}`, value: 'save' as const}]),
	];
};

/** A value is judged before it is taken; a switch turns. */
const change = async ({say, ask}: Dialogue, {judge}: SettingsPage, {typed, field}: {readonly typed: TypedSettings; readonly field: Editable}): Promise<TypedSettings> => {
	const {name, kind, title, hint, value: stored, maxLength} = field;
	const now = typed[name] ?? stored;
	const answer = kind === 'switch' ? (now === 'yes' ? 'no' : 'yes') : await ask(`${title}, now ${orElse(now, 'empty')}. ${hint}${maxLength === undefined ? '' : ` At most ${maxLength} characters.`} New value, - for empty, nothing to leave:`);
	if (answer === undefined || answer === '') {
		return typed;
	}

	const value = answer === '-' ? '' : answer;
	const fault = judge({...typed, [name]: value})[name];
	if (fault !== undefined) {
		say(`Not taken: ${fault}.`);
		return typed;
	}

	say(`${title}: ${orElse(value, 'empty')}. It is not saved yet.`);
	const others = Object.fromEntries(Object.entries(typed).filter(([key]) => key !== name));
	return value === stored ? others : {...others, [name]: value};
};

const hasSaved = async ({say, ask, signal}: Dialogue, settings: SettingsServices, {code, typed}: {readonly code: string; readonly typed: TypedSettings}): Promise<boolean> => {
	say('Testing with the new values.');
	const preview = await settings.preview(code, typed, {
		signal,
		onEvent(event) {
			if (event.type === 'step-ended') {
				say(`${event.step.id}: ${event.step.status}`);
			}
		},
	});
	const {changes, statement, warnings, verdict, step, detail} = preview;
	say(
		...changes.flatMap(({title, before, after}) => [`${title}, before: ${orElse(before, 'empty')}`, `${title}, after: ${orElse(after, 'empty')}`]),
		`Test with the new values: ${[verdict, step ?? ''].join(' ').trim()}. ${detail}`,
		...warnings.map(warning => `Warning: ${warning}`),
		`Statement: ${statement}`,
	);
	if (verdict === 'fail') {
		say('It is not saved: the connection does not work with these values.');
		return false;
	}

	if (await ask(`Type y to save ${verdict === 'warn' ? 'in spite of the warning' : 'this'}:`) !== 'y') {
		say('Nothing was written.');
		return false;
	}

	const record = await settings.save(preview);
	say(`Saved. Audit record ${record.id}.`);
	return true;
};
