import type {Job} from './job.js';
import {tables} from './tables.js';

export const synergyExchange: Job = {
	id: 'synergy-exchange',
	name: 'SynergyExchange',
	document: '08.904.534',
	group: 'people',
	purpose: 'Synchronises calendars between Synergy and Exchange 2000 or 2003.',
	functions: ['Requests in the calendar become Outlook activities, and back where two-way is set.'],
	classic: {program: 'SynergyExchange.exe', mark: 'documented'},
	enterprise: {assembly: 'Exact.Jobs.SysExchange', className: 'SysExchange', mark: 'open'},
	parameters: [{
		name: 'E', title: 'Exchange server', type: 'host', isMandatory: true, help: 'Name of the Exchange server.', mark: 'documented',
	}],
	right: undefined,
	tables: [...tables('reads', 'documented', 'humres', 'BacoSettings'), ...tables('writes', 'documented', 'Absences'), ...tables('writes', 'inferred', 'BacoProcessLog')],
	changes: 'Calendar items exist on both sides.',
	recommendedTime: {text: 'Every 5 to 15 minutes.', mark: 'open'},
	danger: {kind: 'sends', reason: 'It writes to the calendars of people.'},
	openPoints: ['Exchange 2010 and later is served by the Exchange Integrator instead.', 'Its optional parameters and the Enterprise class.'],
};
