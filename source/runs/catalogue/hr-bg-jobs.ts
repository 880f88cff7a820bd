import type {Job} from './job.js';
import {tables} from './tables.js';

export const hrBgJobs: Job = {
	id: 'hr-bg-jobs',
	name: 'HrBgJobs',
	document: '00.811.695',
	group: 'people',
	purpose: 'Keeps statuses, access and absences of people, and closes HR periods.',
	functions: [
		'Hired becomes active on the start date, active becomes exit on the end date.',
		'On exit: subordinates, accounts, projects and items move to the manager; access is blocked, roles are removed.',
		'Creates and deletes Windows accounts and Exchange mailboxes where that is set.',
		'Updates who is in or out of office.',
		'Closes HR periods of divisions with automatic closing.',
	],
	classic: {program: 'HrBgJobs.exe', mark: 'documented'},
	enterprise: {assembly: 'Exact.Jobs.SysMaint', className: 'SysMaint', mark: 'open'},
	parameters: [{
		name: 'X',
		title: 'Task',
		type: 'choice',
		isMandatory: false,
		choices: [
			{value: 'STATUS', meaning: 'statuses, exits and what belongs to them', mark: 'open'},
			{value: 'ACCOUNTS', meaning: 'Windows accounts and mailboxes', mark: 'open'},
			{value: 'ABSENCE', meaning: 'in or out of office', mark: 'open'},
			{value: 'PERIOD', meaning: 'HR periods', mark: 'open'},
			{value: 'PORTAL', meaning: 'portal access of accounts', mark: 'open'},
			{value: 'GROUPS', meaning: 'domain groups of roles', mark: 'open'},
		],
		help: 'One main task; STATUS and ABSENCE when left out.',
		mark: 'open',
		isBuiltInOnly: true,
	}],
	right: undefined,
	tables: [
		...tables('reads', 'inferred', 'AbsenceTypes', 'bedryf', 'HRRoleDefs', 'cicntp'),
		...tables('writes', 'documented', 'humres'),
		...tables('writes', 'inferred', 'PRMember', 'PRProject', 'cicmpy', 'Absences', 'HRCompanyPeriods', 'HRErrorLog'),
		...tables('deletes', 'inferred', 'HRRoles'),
	],
	changes: 'People are activated or blocked, roles and members removed, responsibilities moved, tasks made for managers.',
	recommendedTime: {text: 'Each main task on its own schedule, under a user of its own; 01:00 in the default plan.', mark: 'documented'},
	danger: {kind: 'blocks', reason: 'It blocks people, removes their roles and moves what they own.'},
	openPoints: ['The task selector and the class of SysMaint.', 'The codes of HRCompanyPeriods.Status.'],
};
