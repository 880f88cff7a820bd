import type {Job} from './job.js';
import {tables} from './tables.js';

export const blProcess: Job = {
	id: 'bl-process',
	name: 'BLProcess',
	document: '00.810.670',
	group: 'accounts',
	purpose: 'Validates contracts and runs queued contract processes.',
	functions: ['Validation and revalidation of contracts.', 'Prolongation, with invoice data as XML.', 'Budget entries for prolongation.'],
	classic: {program: 'BLProcess.exe', mark: 'documented'},
	enterprise: {assembly: 'Exact.Jobs.ConProcess', className: 'ConProcess', mark: 'inferred'},
	parameters: [],
	right: {id: 84, name: 'run prolongation (83 for bulk validation); needed by whoever queues a process', mark: 'documented'},
	tables: [
		...tables('reads', 'inferred', 'Items', 'ItemProcessTypes', 'ContractParameters', 'ItemRelations'),
		...tables('writes', 'documented', 'ItemProcess', 'BacoDiscussions', 'BacoProcessLog'),
		...tables('writes', 'inferred', 'ItemNumbers'),
	],
	changes: 'Queued processes are processed: contracts validated or prolonged, a document with the overview exists.',
	recommendedTime: {text: 'Every 10 to 15 minutes.', mark: 'open'},
	danger: {kind: 'changes', reason: 'A prolongation changes contracts and cannot be undone on the screen.'},
	openPoints: ['The numbers behind status, mode and type of a process.', 'The checks of the validation.'],
};
