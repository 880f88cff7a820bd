import type {TestResult} from '../../connection/contract.js';
import type {Division} from '../../divisions/contract.js';
import {reportName} from '../actions/report.js';
import type {Services} from '../services.js';
import {accessOf, databasePath} from '../state/visible-divisions.js';
import {choose} from './choose.js';
import type {Dialogue} from './dialogue.js';
import {repairByNumbers} from './repair-dialogue.js';
import {
	evidenceLines,
	findingLines,
	stepLine,
	verdictLine,
} from './say-result.js';

type Task = 'test' | 'evidence' | 'access servers' | 'report';

/** One division until it is left: test, evidence, repair, report. */
export const divisionByNumbers = async (dialogue: Dialogue, services: Services, division: Division): Promise<void> => {
	const {say, ask} = dialogue;
	say(`Division ${division.code}, ${division.name}. Database ${databasePath(division) || 'not set'}, web server ${division.webService || 'not set'}, access: ${accessOf(division) || 'member'}.`);
	let result: TestResult | undefined;
	for (;;) {
		const choices: Array<{text: string; value: Task}> = [{text: 'test the connection', value: 'test'}, {text: 'access servers and repair', value: 'access servers'}];
		if (result) {
			choices.push({text: 'everything that the test saw', value: 'evidence'}, {text: 'write a report', value: 'report'});
		}

		// eslint-disable-next-line no-await-in-loop -- one task after another
		const task = await choose(dialogue, `Division ${division.code}:`, choices);
		if (!task) {
			return;
		}

		try {
			/* eslint-disable no-await-in-loop -- one task after another */
			switch (task) {
				case 'test': {
					result = await testAloud(dialogue, services, division);

					break;
				}

				case 'evidence': {
					say(...evidenceLines(result!));

					break;
				}

				case 'report': {
					const suggested = reportName([division.code], new Date());
					say(`Report written: ${await services.writeReport(await ask(`File, empty for ${suggested}:`) || suggested, [result!])}`);

					break;
				}

				default: {if (await repairByNumbers(dialogue, services, division)) {
					result = await testAloud(dialogue, services, division);
				}}
			}
			/* eslint-enable no-await-in-loop */
		} catch (error) {
			dialogue.sayProblem(error);
		}
	}
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
