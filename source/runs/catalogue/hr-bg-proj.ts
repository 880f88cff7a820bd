import type {Job} from './job.js';
import {tables} from './tables.js';

export const hrBgProj: Job = {
	id: 'hr-bg-proj',
	name: 'HrBgProj',
	document: '00.933.725',
	group: 'people',
	purpose: 'Updated project statuses and added project members.',
	functions: ['Project statuses by the state of the requests.', 'Members from the requests of a project.'],
	classic: {program: 'HrBgProj.exe', mark: 'documented'},
	enterprise: undefined,
	parameters: [],
	right: undefined,
	tables: [
		...tables('reads', 'inferred', 'Absences', 'AbsenceTypes', 'humres'),
		...tables('writes', 'inferred', 'PRProject', 'PRMember', 'BacoProcessLog'),
	],
	changes: 'Projects have another status and more members.',
	recommendedTime: {text: 'Not any more: remove schedules that still start it.', mark: 'documented'},
	obsolete: {since: 'batch 285', reason: 'Synergy does not use it any more since batch 285.'},
	danger: {kind: 'changes', reason: 'It changes project statuses that Synergy keeps itself now.'},
	openPoints: ['Parameters, and which request statuses count as completed.'],
};
