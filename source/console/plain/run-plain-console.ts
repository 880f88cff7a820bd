import type {Streams} from '../../commands/command.js';
import type {Division} from '../../divisions/contract.js';
import {serverName} from '../components/header-line.js';
import type {LastResult, Profiles, Services} from '../services.js';
import {choose} from './choose.js';
import {openDialogue, type Dialogue} from './dialogue.js';
import {divisionByNumbers, testAloud} from './division-dialogue.js';
import {undoByNumbers} from './repair-dialogue.js';
import {findingLines, verdictLine} from './say-result.js';

export type PlainConsoleOptions = {
	readonly profile?: string;
	readonly profiles: Profiles;
	readonly streams: Streams;
	readonly signal: AbortSignal;
};

/** So many divisions are read out at once. */
const pageLength = 20;

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
		services = await profiles.open(name, async ({label}) => dialogue.askSecret(label));
		const {profile} = services;
		dialogue.say(`baco, profile ${profile.name}${profile.label ? `, ${profile.label}` : ''}, ${serverName(profile.server)} ${profile.database}, operator ${profile.operator ?? profile.user}${profile.readOnly ? ', read only' : ''}.`);
		return await onDivisions(dialogue, profiles, services);
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
	return what === 'again' ? name ?? await profiles.current() : what && chooseProfile(dialogue, profiles);
}

async function chooseProfile(dialogue: Dialogue, profiles: Profiles): Promise<string | undefined> {
	const list = await profiles.list();
	return choose(dialogue, 'Profiles:', list.map(({name, label, server, database, readOnly}) => ({text: `${name}${label ? `, ${label}` : ''}, ${serverName(server)} ${database}${readOnly ? ', read only' : ''}`, value: name})), 'quit');
}

async function onDivisions(dialogue: Dialogue, profiles: Profiles, services: Services): Promise<string | undefined> {
	const {say, ask, signal} = dialogue;
	const divisions = await services.listDivisions({signal});
	let shown = divisions;
	let from = 0;
	let isListed = false;
	for (;;) {
		/* eslint-disable no-await-in-loop -- question and answer */
		if (!isListed) {
			const lastResults = await services.lastResults();
			say(...page(shown, from, lastResults));
			isListed = true;
		}

		const answer = await ask('Number or code of a division, /text to filter, more, all to test all of these, audit, profile, list, quit:');
		if (answer === undefined || answer === 'quit' || answer === 'q') {
			return undefined;
		}

		if (answer.startsWith('/')) {
			const words = answer.slice(1).trim().toLowerCase();
			shown = divisions.filter(({code, name, serverPath, databaseName}) => `${code} ${name} ${serverPath} ${databaseName}`.toLowerCase().includes(words));
			from = 0;
			isListed = false;
		} else {
			switch (answer) {
				case 'more':
				case 'list': {
					from = answer === 'more' && from + pageLength < shown.length ? from + pageLength : 0;
					isListed = false;

					break;
				}

				case 'all': {
					await testAll(dialogue, services, shown);

					break;
				}

				case 'audit': {
					await undoAndTest(dialogue, services, divisions);

					break;
				}

				case 'profile': {
					return chooseProfile(dialogue, profiles);
				}

				default: {
					const division = divisions.find(({code}) => code.toLowerCase() === answer.toLowerCase()) ?? (/^\d+$/.test(answer) ? shown[Number(answer) - 1] : undefined);
					if (division) {
						await divisionByNumbers(dialogue, services, division);
						isListed = false;
					} else {
						say(`There is no division ${answer}.`);
					}
				}
			}
		}
		/* eslint-enable no-await-in-loop */
	}
}

function page(divisions: readonly Division[], from: number, lastResults: ReadonlyMap<string, LastResult>): string[] {
	const lines = divisions.slice(from, from + pageLength).map(({code, name}, index) => {
		const last = lastResults.get(code);
		return `${from + index + 1}. ${code} ${name}: ${last ? `${last.verdict}${last.failedStep ? ` ${last.failedStep}` : ''}, ${last.startedAt}` : 'not tested'}`;
	});
	const rest = divisions.length - from - lines.length;
	return [`${divisions.length} divisions.`, ...lines, ...(rest > 0 ? [`${rest} more.`] : [])];
}

async function testAll(dialogue: Dialogue, services: Services, divisions: readonly Division[]): Promise<void> {
	const {say, signal} = dialogue;
	say(`Testing ${divisions.length} divisions.`);
	try {
		const results = await services.testDivisions(divisions, {
			signal,
			onEvent(event) {
				if (event.type === 'test-ended') {
					say(verdictLine(event.result));
				}
			},
		});
		const count = (verdict: string) => results.filter(result => result.verdict === verdict).length;
		say(...results.flatMap(result => result.verdict === 'pass' ? [] : [verdictLine(result), ...findingLines(result)]));
		say(`Tested ${results.length} divisions: ${count('pass')} pass, ${count('warn')} warn, ${count('fail')} fail.`);
	} catch (error) {
		dialogue.sayProblem(error);
	}
}

async function undoAndTest(dialogue: Dialogue, services: Services, divisions: readonly Division[]): Promise<void> {
	try {
		const code = await undoByNumbers(dialogue, services);
		const division = divisions.find(candidate => candidate.code === code);
		if (division) {
			await testAloud(dialogue, services, division);
		}
	} catch (error) {
		dialogue.sayProblem(error);
	}
}
