import type {Job} from './job.js';
import {tables} from './tables.js';

export const crmRating: Job = {
	id: 'crm-rating',
	name: 'CRMRating',
	document: '00.811.476',
	group: 'accounts',
	purpose: 'Rates customers and resellers by the value of their contracts.',
	functions: ['Gives each account with a changed contract a rating from 1 (best) to 7, subsidiaries included.'],
	classic: {program: 'CRMRating.exe', mark: 'documented'},
	enterprise: {assembly: 'Exact.Jobs.CRM', className: 'CRMRating', mark: 'documented'},
	parameters: [],
	right: {id: 337, name: 'run the rating of accounts', mark: 'documented'},
	tables: [
		...tables('reads', 'documented', 'Items', 'ItemNumbers', 'RatingAmounts'),
		...tables('writes', 'documented', 'cicmpy', 'BacoSettings', 'BacoProcessLog'),
	],
	changes: 'Accounts have another rating, and the time of the last run is set.',
	recommendedTime: {text: 'Once a day in quiet hours, after BLCustomerStatus; 03:45 in the default plan.', mark: 'documented'},
	openPoints: ['Which contract lines and which amount count.', 'The currency of the bands.'],
};
