import type {Job} from './job.js';
import {tables} from './tables.js';

export const scan2Exact: Job = {
	id: 'scan2exact',
	name: 'Scan2Exact',
	document: '02.079.326',
	group: 'documents',
	purpose: 'Uploads scanned documents.',
	functions: ['Makes a document of each scanned file.'],
	classic: {program: 'Scan2Exact.exe', mark: 'documented'},
	enterprise: undefined,
	parameters: [],
	right: undefined,
	tables: [...tables('reads', 'inferred', 'BacoDiscussionFixedTypes', 'BacoDiscussionCategories'), ...tables('writes', 'inferred', 'BacoDiscussions', 'Attachments')],
	changes: 'New documents with their scans.',
	recommendedTime: {text: 'Not known.', mark: 'open'},
	openPoints: ['Everything beyond its purpose: parameters, folder, names of files, document types.'],
};
