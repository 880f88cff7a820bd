import type {Job} from './job.js';
import {tables} from './tables.js';

export const hrMail: Job = {
	id: 'hr-mail',
	name: 'HRMail',
	document: '00.808.509',
	group: 'people',
	purpose: 'Runs queued mail merges, Excel exports and batch updates.',
	functions: [
		'Mail merges from the search results of people, accounts and requests.',
		'Excel files of people, accounts, workflow and financial data, attached to a task.',
		'Batch updates of accounts, and requests for everybody found.',
	],
	classic: {program: 'HRMail.exe', mark: 'documented'},
	enterprise: {assembly: 'Exact.Jobs.SysHrMail', className: 'SysHrMail', mark: 'documented'},
	parameters: [{
		name: 'X', title: 'Report type', type: 'text', isMandatory: false, check: value => value.length > 30 ? 'is longer than 30 characters' : undefined, help: 'Only entries of this type: BA is account deduplication, WMI and WMB are Word merges. All types when left out.', mark: 'documented',
	}],
	right: {id: 160, name: 'Mail merge from people search; exports and batch updates have rights of their own (200, 275, 490, 423, 566)', mark: 'documented'},
	tables: [
		...tables('writes', 'inferred', 'MailMergePending', 'WordMergeLog', 'cicmpy', 'Absences'),
		...tables('writes', 'documented', 'BacoDiscussions'),
	],
	changes: 'Queued entries are done: mails are sent, workbooks and letters exist, accounts are changed.',
	recommendedTime: {text: 'Every 10 to 15 minutes.', mark: 'open'},
	danger: {kind: 'sends', reason: 'A mail merge sends real mail, and batch updates have no undo.'},
	openPoints: ['The codes of the report types besides BA, WMI and WMB.', 'The layout of the settings of a deduplication.'],
};
