import type {TestResult} from '../../connection/contract.js';
import type {Division} from '../../divisions/contract.js';
import {reportName} from '../actions/report.js';
import type {Services} from '../services.js';
import {accessOf, databasePath} from '../state/visible-divisions.js';
import {orElse} from '../text/or-else.js';
import {choose, type Choice} from './choose.js';
import type {Dialogue} from './dialogue.js';
import {repairByNumbers} from './repair-dialogue.js';
import type {Drafts} from './review-dialogue.js';
import {settingsByNumbers} from './settings-dialogue.js';
import {
	evidenceLines,
	findingLines,
	stepLine,
	verdictLine,
} from './say-result.js';

type Task = 'settings' | 'test' | 'evidence' | 'access servers' | 'report';

/** One division until it is left: test, settings, evidence, repair, report. Resolves with the division as it is by then. */
export const divisionByNumbers = async (dialogue: Dialogue, services: Services, opened: Division, drafts: Drafts): Promise<Division> => {
	let division = opened;
	dialogue.say(`Division ${division.code}, ${division.name}; database ${orElse(databasePath(division), 'not set')}, web server ${orElse(division.webService, 'not set')}, access: ${accessOf(division)}.`);
	let result: TestResult | undefined;
	for (;;) {
		// eslint-disable-next-line no-await-in-loop -- one task after another
		const task = await choose(dialogue, `Division ${division.code}:`, choicesAfter(result, services));
		if (task === undefined) {
			return division;
		}

		try {
			if (task === 'settings') {
				// eslint-disable-next-line no-await-in-loop -- one task after another
				const changed = await afterSettings(dialogue, services, {division, drafts});
				division = changed ?? division;
				result = changed === undefined ? result : await testAloud(dialogue, services, division); // eslint-disable-line no-await-in-loop
			} else {
				// eslint-disable-next-line no-await-in-loop -- one task after another
				result = await tasks[task]({
					dialogue, services, division, result,
				});
			}
		} catch (error) {
			dialogue.sayProblem(error);
		}
	}
};

/** The division as it was saved; undefined when nothing was written. */
const afterSettings = async (dialogue: Dialogue, services: Services, {division: {code}, drafts}: {readonly division: Division; readonly drafts: Drafts}): Promise<Division | undefined> => {
	if (await settingsByNumbers(dialogue, services.settings!, code, drafts) === 'unchanged') {
		return undefined;
	}

	const divisions = await services.listDivisions(dialogue);
	return divisions.find(division => division.code === code);
};

function choicesAfter(result: TestResult | undefined, {settings}: Services): ReadonlyArray<Choice<Task>> {
	const always: ReadonlyArray<Choice<Task>> = [{text: 'test the connection', value: 'test'}, {text: 'access servers and repair', value: 'access servers'}];
	const own: ReadonlyArray<Choice<Task>> = settings ? [{text: 'back office settings', value: 'settings'}] : [];
	return result ? [...always, {text: 'everything that the test saw', value: 'evidence'}, {text: 'write a report', value: 'report'}, ...own] : [...always, ...own];
}

type TaskContext = {
	readonly dialogue: Dialogue;
	readonly services: Services;
	readonly division: Division;
	readonly result: TestResult | undefined;
};

/** Each resolves with the latest result of the division. */
const tasks: Readonly<Record<Exclude<Task, 'settings'>, (context: TaskContext) => Promise<TestResult | undefined>>> = {
	test: async ({dialogue, services, division}) => testAloud(dialogue, services, division),
	async evidence({dialogue, result}) {
		dialogue.say(...evidenceLines(result!));
		return result;
	},
	async report({dialogue, services, division, result}) {
		const suggested = reportName([division.code], new Date());
		const answer = await dialogue.ask(`File, empty for ${suggested}:`);
		const file = await services.writeReport(orElse(answer ?? '', suggested), [result!]);
		dialogue.say(`Report written: ${file}`);
		return result;
	},
	async 'access servers'({dialogue, services, division, result}) {
		const outcome = await repairByNumbers(dialogue, services, division);
		return outcome === 'written' ? testAloud(dialogue, services, division) : result;
	},
};

/** Tests and says every step as it ends, then what was found. */
export const testAloud = async ({say, signal}: Dialogue, services: Services, division: Division): Promise<TestResult> => {
	say(`Testing ${division.code}.`);
	const result = await services.testDivision(division, {
		signal,
		onEvent(event) {
			if (event.type === 'step-ended') {
				say(stepLine(event.step));
			}
		},
	});
	say(verdictLine(result), ...findingLines(result));
	return result;
};
