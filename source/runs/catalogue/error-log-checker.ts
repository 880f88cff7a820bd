import type {Job} from './job.js';
import {tables} from './tables.js';

export const errorLogChecker: Job = {
	id: 'error-log-checker',
	name: 'ErrorLogChecker',
	document: '03.533.823',
	group: 'system',
	purpose: 'Finds out-of-memory errors of the portal and restarts the web server.',
	functions: ['Looks for the two out-of-memory errors in the error log.', 'Restarts the web service of the machine that had them, if that is allowed.'],
	classic: {program: 'ErrorLogChecker.exe', mark: 'documented'},
	enterprise: undefined,
	parameters: [],
	right: undefined,
	tables: [...tables('reads', 'documented', 'BacoErrorLog'), ...tables('writes', 'documented', 'BacoProcessLog')],
	changes: 'The web service of a machine was restarted, with a line in the process log.',
	recommendedTime: {text: 'Every minute, as it looks back one minute; off by default.', mark: 'inferred'},
	danger: {kind: 'restarts', reason: 'The web server may serve other applications too; everybody who works on it is interrupted.'},
	builtIn: 'error-log-checker',
	openPoints: ['Whether the doubled words of its log line are a printing error.'],
};
