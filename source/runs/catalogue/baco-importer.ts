import {divisionsParameter} from './divisions-parameter.js';
import type {Job} from './job.js';
import {tables} from './tables.js';

export const bacoImporter: Job = {
	id: 'baco-importer',
	name: 'BacoImporter',
	document: '00.808.843',
	group: 'financial',
	purpose: 'Validates imported financial data and moves it to the ledger.',
	functions: [
		'Checks pending transactions: balance, division, period, ledger account, cost centre and cost unit.',
		'Moves valid entries from TransactionsPending to gbkmut; a failing entry stays, with its reason.',
	],
	classic: {program: 'BacoImporter.exe', mark: 'documented'},
	enterprise: {assembly: 'Exact.Jobs.FinPending', className: 'FinPending', mark: 'inferred'},
	parameters: [
		divisionsParameter({isMandatory: false, help: 'Only these divisions, separated by commas; all of them when left out.', mark: 'documented'}),
		{
			name: 'R',
			title: 'Existing entries',
			type: 'choice',
			isMandatory: false,
			default: 'refuse',
			choices: [
				{value: 'refuse', meaning: 'leave the pending entry where it is, with the reason', mark: 'open'},
				{value: 'replace', meaning: 'delete the lines of the ledger first', mark: 'documented'},
				{value: 'skip', meaning: 'leave the pending entry where it is, without a word', mark: 'open'},
			],
			help: 'What to do with an entry whose year, journal and number the ledger has already.',
			mark: 'open',
			isBuiltInOnly: true,
		},
	],
	builtIn: 'baco-importer',
	right: undefined,
	tables: [
		...tables('reads', 'open', 'bedryf', 'perdat', 'grtbk', 'kstpl', 'kstdr'),
		...tables('deletes', 'documented', 'TransactionsPending'),
		...tables('writes', 'documented', 'gbkmut', 'BacoProcessLog'),
	],
	changes: 'Ledger entries appear in gbkmut and disappear from TransactionsPending. Rejected entries get a status and a message.',
	recommendedTime: {text: 'After an Excel import, for example on Friday evening or in the weekend; 02:00 in the default plan.', mark: 'documented'},
	danger: {kind: 'changes', reason: 'It posts to the ledger, which no screen takes back.'},
	openPoints: [
		'Which pending rows count as manually entered.',
		'Whether entries that exist already are replaced, skipped or refused; refused unless told otherwise.',
	],
};
