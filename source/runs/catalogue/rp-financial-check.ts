import {divisionsParameter} from './divisions-parameter.js';
import type {Job} from './job.js';
import {tables} from './tables.js';

export const rpFinancialCheck: Job = {
	id: 'rp-financial-check',
	name: 'RPFinancialCheck',
	document: '08.534.181',
	group: 'financial',
	purpose: 'Proves that Synergy and the back office hold the same figures.',
	functions: [
		'Compares the totals per year, period and ledger account in the currency of the division.',
		'Names lines of a difference that only Synergy has by TransactionGuid, as imported figures are, and those with a document for imports.',
		'Counts what waits, equal or not: entries after the replication mark, entries entered but not processed, entries in TransactionsPending.',
		'Tells divisions that differ only by entries that wait apart from those that differ: only the latter make the run a failed one.',
		'Writes the result to the division log and the details to a new document.',
	],
	classic: {program: 'RPFinancialCheck.exe', mark: 'documented'},
	enterprise: {assembly: 'Exact.Jobs.FinCheck', className: 'FinCheck', mark: 'documented'},
	parameters: [
		divisionsParameter({isMandatory: true, help: 'The divisions to check, separated by commas.', mark: 'documented'}),
		{
			name: 'T', title: 'Tolerance', type: 'number', isMandatory: false, default: '0.005', help: 'Differences up to this amount count as equal.', mark: 'open', isBuiltInOnly: true,
		},
	],
	builtIn: 'rp-financial-check',
	right: {id: 363, name: 'Allows to import financial entries from Exact Globe', mark: 'documented'},
	tables: [
		...tables('reads', 'documented', 'gbkmut', 'grtbk', 'XMLTopicHistory'),
		...tables('reads', 'open', 'TransactionsPending'),
		...tables('writes', 'documented', 'BacoDiscussions', 'BacoSettings', 'CompanyLogs', 'BacoProcessLog'),
	],
	changes: 'A result document and a row in the division log; no figure changes.',
	recommendedTime: {text: 'Nightly at 02:00 in the document; after BacoReplicator2, 03:00 in the default plan.', mark: 'documented'},
	openPoints: ['The tolerance of the original; half a cent unless told otherwise.', 'The words in the division log.'],
};
