import type {Job} from './job.js';
import {tables} from './tables.js';

export const compressItemAttachments: Job = {
	id: 'compress-item-attachments',
	name: 'CompressItemAttachments',
	document: '00.800.873',
	group: 'documents',
	purpose: 'Compresses item attachments and stores the version of the files.',
	functions: ['Stores a compressed copy of each item attachment.', 'Reads the file version of each attachment and stores it.'],
	classic: {program: 'CompressItemAttachments.exe', mark: 'documented'},
	enterprise: undefined,
	parameters: [],
	right: undefined,
	tables: tables('writes', 'inferred', 'ItemAttachments'),
	changes: 'Attachments have a compressed copy and a file version.',
	recommendedTime: {text: '04:30 in the default plan.', mark: 'open'},
	danger: {kind: 'changes', reason: 'A wrong compression format makes attachments unreadable in Synergy.'},
	openPoints: ['The compression format, the size from which it compresses, and whether the original is emptied.'],
};
