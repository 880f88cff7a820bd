import {divisionsParameter} from './divisions-parameter.js';
import type {Job} from './job.js';
import {tables} from './tables.js';

export const rpExcelImport: Job = {
	id: 'rp-excel-import',
	name: 'RPExcelImport',
	document: '00.811.395',
	group: 'financial',
	purpose: 'Imports actuals or budget from Excel workbooks attached to documents.',
	functions: [
		'Reads the first sheet of the workbook of each open import document; one division per workbook.',
		'Actuals become pending transactions, budget counts at once; missing ledger accounts are created.',
		'Writes the result into the document and archives it when everything succeeded.',
	],
	classic: {program: 'RPExcelImport.exe', mark: 'documented'},
	enterprise: {assembly: 'Exact.Jobs.FinExcel', className: 'FinExcel', mark: 'inferred'},
	parameters: [
		{...divisionsParameter({isMandatory: false, help: 'Only documents of these divisions; all of them when left out.', mark: 'open'}), isBuiltInOnly: true},
		{
			name: 'DOC', title: 'Document', type: 'document', isMandatory: false, help: 'Only the workbook of this document, by its number (00.012.345 or 12345) or its ID; all open import documents when left out.', mark: 'open', isBuiltInOnly: true,
		},
	],
	right: undefined,
	tables: [
		...tables('reads', 'documented', 'bedryf', 'perdat'),
		...tables('reads', 'inferred', 'Attachments', 'kstpl', 'kstdr'),
		...tables('writes', 'documented', 'TransactionsPending', 'grtbk', 'BacoDiscussions'),
		...tables('writes', 'inferred', 'gbkmut', 'BacoFreeNumbers'),
		...tables('writes', 'open', 'BacoProcessLog'),
	],
	changes: 'Pending transactions or budget rows, new ledger accounts, and a result text in each document.',
	recommendedTime: {text: 'Before BacoImporter; 01:30 in the default plan.', mark: 'inferred'},
	danger: {kind: 'changes', reason: 'A mistyped account number becomes a new ledger account.'},
	builtIn: 'rp-excel-import',
	openPoints: [
		'Which category and type mark an import document, and the statuses before and after.',
		'Whether budget belongs in gbkmut or in Budgets.',
	],
};
