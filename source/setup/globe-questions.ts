import {bacoQuestion} from './baco-questions.js';
import {macQuestion} from './mac-question.js';
import {refuse, type SetupQuestion} from './question.js';
import {serviceQuestions} from './service-questions.js';
import {synergyFolderQuestion} from './synergy-folder-question.js';

export const globeQuestions: readonly SetupQuestion[] = [
	bacoQuestion,
	macQuestion,
	...serviceQuestions,
	synergyFolderQuestion,
	{
		id: 'readOnly',
		title: 'Read-only',
		kind: 'choice',
		explain: 'A read-only profile refuses every change. Start with it; baco profile set NAME --no-read-only lifts it.',
		choices: async () => [{value: 'yes', text: 'refuse every change'}, {value: 'no', text: 'changes are possible, each with a preview and a question'}],
		fallback: () => 'yes',
		async check(answer) {
			if (answer !== 'yes' && answer !== 'no') {
				throw refuse(`${JSON.stringify(answer)} is not one of: yes, no`);
			}

			return {says: [], answers: {readOnly: answer}};
		},
	},
	{
		id: 'label',
		title: 'Label',
		kind: 'text',
		explain: 'Shown in the header of the console, as PRODUCTION. Empty for none.',
		fallback: ({answers}) => answers.label ?? '',
		async check(answer) {
			if (answer.length > 40) {
				throw refuse('it is longer than 40 characters');
			}

			return {says: [], answers: {label: answer}};
		},
	},
];
