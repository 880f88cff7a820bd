import type {Job} from './job.js';
import {tables} from './tables.js';

export const blCustomerStatus: Job = {
	id: 'bl-customer-status',
	name: 'BLCustomerStatus',
	document: '00.810.575',
	group: 'accounts',
	purpose: 'Sets type and status of accounts from contracts and sales forecasts.',
	functions: [
		'Prospects, associates and not validated accounts with a contract become customers.',
		'Customers become active, passive or exit by their contracts.',
		'Accounts become prospects, or not validated again, by their sales forecasts.',
	],
	classic: {program: 'BLCustomerStatus.exe', mark: 'documented'},
	enterprise: {assembly: 'Exact.Jobs.CRM', className: 'AccountStatus', mark: 'documented'},
	parameters: [{
		name: 'FULL', title: 'Full feature mode', type: 'switch', isMandatory: false, help: 'Apply the contract rules too; the forecast rules only when left out.', mark: 'open', isBuiltInOnly: true,
	}],
	right: undefined,
	tables: [
		...tables('reads', 'inferred', 'ItemNumbers', 'Items', 'Absences', 'AccountTypes', 'AccountStatus', 'BacoSettings'),
		...tables('writes', 'inferred', 'cicmpy'),
	],
	changes: 'Accounts have another type or status, and a request goes to their manager where that is set.',
	recommendedTime: {text: 'Before CRMRating; 03:30 in the default plan.', mark: 'inferred'},
	danger: {kind: 'changes', reason: 'It overwrites types that people set by hand where contracts are not mandatory.'},
	openPoints: ['The switch for the full feature mode.', 'Further rules of the document.'],
};
