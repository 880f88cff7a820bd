import type {Job} from './job.js';
import {tables} from './tables.js';

export const aspRunAll: Job = {
	id: 'asp-run-all',
	name: 'AspRunAll',
	document: '01.071.044',
	group: 'hosting',
	purpose: 'Runs a background job for all customer databases.',
	functions: ['Reads the customer databases from the central one and runs a job on each.'],
	classic: undefined,
	enterprise: undefined,
	parameters: [],
	right: undefined,
	tables: [...tables('reads', 'inferred', 'cicmpy', 'AccountAdministrations'), ...tables('writes', 'open', 'BacoProcessLog')],
	changes: 'What the job changes, in every customer database.',
	recommendedTime: {text: 'Only where one central database hosts those of customers; the time is not known.', mark: 'open'},
	danger: {kind: 'changes', reason: 'A wrong account card runs the job on the wrong database.'},
	openPoints: ['The name of the program (AspRunAll is this catalogue\'s own), its parameters, and how the job is named.'],
};
