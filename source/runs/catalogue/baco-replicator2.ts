import {divisionsParameter} from './divisions-parameter.js';
import type {Job} from './job.js';
import {tables} from './tables.js';

export const bacoReplicator2: Job = {
	id: 'baco-replicator2',
	name: 'BacoReplicator2',
	document: '11.044.849',
	group: 'financial',
	purpose: 'Copies processed entries and their documents from Globe to Synergy.',
	functions: [
		'Reads entries that changed in Globe since the last run, division by division.',
		'Checks ledger accounts, balance and master data; a rejected entry is tried again the next time.',
		'Removes lines that the log of deletions of Globe names, writes entries and documents, then the marks on both sides.',
	],
	classic: {program: 'BacoReplicator2.exe', mark: 'documented'},
	enterprise: {assembly: 'Exact.Jobs.FinExchange', className: 'FinExchange', mark: 'documented'},
	parameters: [divisionsParameter({isMandatory: true, help: 'The divisions to replicate, separated by commas; the classic program takes one.', mark: 'documented'})],
	right: {id: 363, name: 'Allows to import financial entries from Exact Globe', mark: 'inferred'},
	tables: [
		...tables('reads', 'documented', 'BacoDiscussionFixedTypes'),
		...tables('reads', 'open', 'grtbk', 'dagbk', 'kstpl', 'kstdr'),
		...tables('writes', 'documented', 'gbkmut', 'BacoDiscussions', 'bedryf', 'BacoSettings', 'CompanyLogs', 'BacoProcessLog'),
		...tables('writes', 'inferred', 'XMLTopicHistory'),
	],
	builtIn: 'baco-replicator2',
	changes: 'Synergy has the entries and documents of Globe; the marks of the last exchange moved in both databases.',
	recommendedTime: {text: 'Before RPFinancialCheck, never together with XML replication; 02:30 in the default plan.', mark: 'inferred'},
	openPoints: ['Where the mark on the Globe side is kept.', 'The checks of the original.', 'Which key of DeletionLogs is the line.'],
};
