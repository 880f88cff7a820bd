import type {Job} from './job.js';
import {tables} from './tables.js';

export const exactFullText: Job = {
	id: 'exact-full-text',
	name: 'ExactFullText',
	document: '01.029.515',
	group: 'documents',
	purpose: 'Indexes the words of documents and requests, so that search finds them.',
	functions: ['Indexes documents and requests that changed since the last run.'],
	classic: {program: 'ExactFullText.exe', mark: 'documented'},
	enterprise: undefined,
	parameters: [{
		name: 'O',
		title: 'Kind',
		type: 'choice',
		isMandatory: false,
		choices: [{value: '1', meaning: 'documents only', mark: 'documented'}, {value: '2', meaning: 'requests only', mark: 'documented'}],
		help: 'One kind only; both when left out.',
		mark: 'documented',
	}],
	right: undefined,
	tables: [
		...tables('reads', 'documented', 'BacoDiscussions', 'Absences'),
		...tables('writes', 'documented', 'DocumentWords', 'RequestWords', 'BacoSettings'),
		...tables('writes', 'inferred', 'BacoProcessLog'),
	],
	changes: 'The word index is as new as the documents and requests.',
	recommendedTime: {text: 'Hourly.', mark: 'open'},
	openPoints: ['Newer releases index with WordIndex or Elasticsearch; DocumentWords and RequestWords do not exist there.', 'The columns of the index.'],
};
