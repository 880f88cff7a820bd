import type {TestResult} from '../../connection/contract.js';
import type {AppState} from '../state/app-state.js';
import {pop, push, topScreen} from '../state/screens.js';
import {textInput} from '../state/text-input.js';
import {typedPath} from '../text/typed-path.js';
import {toProblem} from '../to-problem.js';
import {say, sayProblem, type App} from './app.js';

/** Results that a report about these divisions would hold. */
export const resultsOf = (state: AppState, codes: readonly string[]): TestResult[] =>
	codes.map(code => state.tests.get(code)?.result).filter(result => result !== undefined);

/** Asks for the name of the file. */
export const startReport = (app: App, codes: readonly string[], date: Date): void => {
	app.store.update(state => push(state, {name: 'report', input: textInput(reportName(codes, date)), codes}));
};

export const writeReport = async (app: App, file: string, codes: readonly string[]): Promise<void> => {
	const results = resultsOf(app.store.get(), codes);
	if (file.trim() === '') {
		say(app, 'refused', 'Type the name of a file.');
		return;
	}

	try {
		const path = await app.services!.writeReport(typedPath(file), results);
		app.store.update(state => topScreen(state).name === 'report' ? pop(state) : state);
		say(app, 'done', `Report written: ${path}`);
	} catch (error) {
		const problem = toProblem(error);
		if (topScreen(app.store.get()).name === 'report') {
			// The dialog stays, for another name.
			say(app, 'refused', problem.id === 'REPORT-EXISTS' ? `${file.trim()} exists already: type another name.` : `${problem.summary} ${problem.cause}`);
		} else {
			sayProblem(app, problem);
		}
	}
};

/** `baco-001-20260822-1405.md`: sorts by time, and says what it is about. */
export const reportName = (codes: readonly string[], date: Date): string => {
	const two = (value: number) => String(value).padStart(2, '0');
	const stamp = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}-${two(date.getHours())}${two(date.getMinutes())}`;
	const subject = codes.length === 1 ? codes[0]!.replaceAll(/[^\w\-]/gv, '_') : `${codes.length}-divisions`;
	return `baco-${subject}-${stamp}.md`;
};
