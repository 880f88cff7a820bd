import type {Job} from './job.js';
import {tables} from './tables.js';

export const logHandler: Job = {
	id: 'log-handler',
	name: 'LogHandler',
	document: '01.694.212',
	group: 'system',
	purpose: 'Deletes old log rows and refreshes the page view history.',
	functions: ['Summarises page views by day, hour and application.', 'Deletes rows of ten log tables older than the days that are set.'],
	classic: {program: 'LogHandler.exe', mark: 'documented'},
	enterprise: undefined,
	parameters: [],
	right: undefined,
	tables: [
		...tables('writes', 'documented', 'BacoAppLogDays', 'BacoAppLogHours', 'BacoAppLogApps'),
		...tables('deletes', 'documented', 'BacoProcessLog', 'BacoAppLog', 'BacoErrorLog', 'EbcDataLog', 'CompanyLogs', 'HRErrorLog', 'XMLEvents'),
	],
	changes: 'Log rows older than the days that are set are gone; nothing is deleted where no days are set.',
	recommendedTime: {text: 'Nightly, as the last job; 05:00 in the default plan.', mark: 'open'},
	danger: {kind: 'deletes', reason: 'Deleted log rows cannot be brought back.'},
	builtIn: 'log-handler',
	openPoints: ['Where Synergy keeps the number of days, and whether each log has its own.'],
};
