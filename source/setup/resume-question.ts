import type {SetupDraft} from './draft.js';
import {refuse, type SetupQuestion} from './question.js';

/** Asked before all others when a set-up was left in the middle. */
export const resumeQuestion = ({answers, savedAt}: SetupDraft): SetupQuestion => ({
	id: 'resume',
	title: 'Go on with it',
	kind: 'choice',
	explain: `A set-up${answers.name === undefined ? '' : ` of ${answers.name}`} was left on ${savedAt.slice(0, 16).replace('T', ' ')}.`,
	choices: async () => [{value: 'yes', text: 'go on where it was left'}, {value: 'no', text: 'begin anew'}],
	fallback: () => 'yes',
	async check(answer) {
		if (answer !== 'yes' && answer !== 'no') {
			throw refuse('it is neither yes nor no');
		}

		return {says: []};
	},
});
