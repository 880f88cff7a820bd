import type {Job} from './job.js';
import {tables} from './tables.js';

export const aspUpdateAll: Job = {
	id: 'asp-update-all',
	name: 'AspUpdateAll',
	document: '01.071.044',
	group: 'hosting',
	purpose: 'Updates all customer databases and licences from the central database.',
	functions: ['Updates the databases defined in Synergy CRM.', 'Updates the licences.'],
	classic: undefined,
	enterprise: undefined,
	parameters: [],
	right: undefined,
	tables: [...tables('reads', 'inferred', 'cicmpy', 'AccountAdministrations', 'bedryf', 'ExactLicense'), ...tables('writes', 'open', 'BacoProcessLog')],
	changes: 'Databases and licences of customers are those of the central one.',
	recommendedTime: {text: 'After new program files, when the central database is updated.', mark: 'documented'},
	danger: {kind: 'changes', reason: 'The conversion of a database is the vendor\'s own and cannot be taken back.'},
	openPoints: ['The name of the program (AspUpdateAll is this catalogue\'s own) and its parameters.'],
};
