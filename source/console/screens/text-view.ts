import type {Context} from '../keymap.js';
import type {AppState} from '../state/app-state.js';
import type {RunScreen} from '../state/run-screens.js';
import {findScreen} from '../state/screens.js';
import type {TextContent} from '../state/screen-state.js';
import type {Theme} from '../theme.js';
import {changeLines} from './audit-view.js';
import {helpLines} from './help-view.js';
import {problemLines} from './problem-view.js';
import {jobLines} from './runs/job-view.js';
import {resultLines} from './runs/result-view.js';
import {statementLines} from './statements-view.js';

/** The run lies below its result, and learns it later. */
const reportOf = (state: AppState, id: string): RunScreen['report'] => {
	const screen = findScreen(state, 'run');
	return screen?.id === id ? screen.report : undefined;
};

/** A text to be read: help, an error, a statement, a change. */
export const textLines = (state: AppState, content: TextContent, theme: Theme): string[] => {
	switch (content.kind) {
		case 'help': {
			return helpLines(state, content.context as Context, theme);
		}

		case 'job': {
			return jobLines(content.text, state.size.columns);
		}

		case 'result': {
			return resultLines(content.record, reportOf(state, content.record.id), state.size.columns, theme);
		}

		case 'problem': {
			return problemLines(content.problem, state.size.columns, theme);
		}

		case 'statement': {
			return statementLines(content.record, state.size.columns, theme);
		}

		case 'change': {
			return changeLines(content.record, content.records, state.size.columns, theme);
		}
	}
};
