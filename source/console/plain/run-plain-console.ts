import type {Streams} from '../../commands/command.js';
import {serverName} from '../components/header-line.js';
import type {Profiles, Services} from '../services.js';
import {choose} from './choose.js';
import {openDialogue, type Dialogue} from './dialogue.js';
import {divisionsByNumbers} from './divisions-dialogue.js';

export type PlainConsoleOptions = {
	readonly profile?: string;
	readonly profiles: Profiles;
	readonly streams: Streams;
	readonly signal: AbortSignal;
};

/** The console for screen readers, dumb terminals and pipes: lines that stay, choices by number. */
export const runPlainConsole = async ({profile, profiles, streams, signal}: PlainConsoleOptions): Promise<number> => {
	const dialogue = openDialogue(streams, signal);
	let name = profile;
	try {
		for (;;) {
			// eslint-disable-next-line no-await-in-loop -- one profile after another
			const next = await onProfile(dialogue, profiles, name);
			if (next === undefined) {
				return signal.aborted ? 143 : 0;
			}

			name = next;
		}
	} finally {
		dialogue.close();
	}
};

/** Works on one profile; resolves with the next one, or undefined to end. */
async function onProfile(dialogue: Dialogue, profiles: Profiles, name: string | undefined): Promise<string | undefined> {
	let services: Services | undefined;
	try {
		services = await profiles.open(name, async ({label}) => dialogue.askSecret(label), {
			signal: dialogue.signal,
			onProgress(line) {
				dialogue.say(line);
			},
		});
		const {profile} = services;
		dialogue.say(`baco, profile ${profile.name}${profile.label === undefined ? '' : `, ${profile.label}`}, ${serverName(profile.server)} ${profile.database}, operator ${profile.operator ?? profile.user}${profile.readOnly ? ', read only' : ''}.`);
		return await divisionsByNumbers(dialogue, services) === 'profile' ? await chooseProfile(dialogue, profiles) : undefined;
	} catch (error) {
		if (dialogue.signal.aborted) {
			return undefined;
		}

		dialogue.sayProblem(error);
		return await afterFailure(dialogue, profiles, name);
	} finally {
		await services?.close();
	}
}

async function afterFailure(dialogue: Dialogue, profiles: Profiles, name: string | undefined): Promise<string | undefined> {
	const what = await choose(dialogue, 'Not connected.', [{text: 'connect again', value: 'again' as const}, {text: 'another profile', value: 'profile' as const}], 'quit');
	if (what === 'again') {
		return name ?? await profiles.current();
	}

	return what === undefined ? undefined : chooseProfile(dialogue, profiles);
}

async function chooseProfile(dialogue: Dialogue, profiles: Profiles): Promise<string | undefined> {
	const list = await profiles.list();
	return choose(dialogue, 'Profiles:', list.map(({name, label, server, database, readOnly}) => ({text: `${name}${label === undefined ? '' : `, ${label}`}, ${serverName(server)} ${database}${readOnly ? ', read only' : ''}`, value: name})), 'quit');
}
