import type {Job} from './job.js';
import {tables} from './tables.js';

export const bdScheduler: Job = {
	id: 'bd-scheduler',
	name: 'BDScheduler',
	document: '00.809.026',
	group: 'documents',
	purpose: 'Cleans up documents, refreshes their statistics, activates new versions.',
	functions: [
		'Deletes pictures that no document refers to.',
		'Refreshes the figures of Documents > Reports > Statistics.',
		'Deletes documents whose deletion date has passed.',
		'Activates new document versions.',
	],
	classic: {program: 'BDScheduler.exe', mark: 'documented'},
	enterprise: {assembly: 'Exact.Jobs.Documents', className: 'DocScheduler', mark: 'documented'},
	parameters: [{
		name: 'C',
		title: 'Function',
		type: 'choice',
		isMandatory: true,
		choices: [
			{value: 'Picture', meaning: 'pictures without a document', mark: 'documented'},
			{value: 'Count', meaning: 'statistics', mark: 'open'},
			{value: 'Expire', meaning: 'documents past their deletion date', mark: 'open'},
			{value: 'Version', meaning: 'new versions', mark: 'open'},
		],
		help: 'Exactly one function a run; the job does nothing without it.',
		mark: 'documented',
	}],
	right: undefined,
	tables: [
		...tables('reads', 'inferred', 'BacoDiscussionFixedTypes', 'BacoDiscussionStates', 'Attachments'),
		...tables('writes', 'documented', 'BacoDiscussionCounts'),
		...tables('writes', 'inferred', 'BacoDiscussionVersions'),
		...tables('deletes', 'documented', 'BacoDiscussions', 'BDPictureRefs', 'BacoDiscussionPictures'),
	],
	changes: 'Pictures or expired documents are gone, counts are new, or versions are current, by function.',
	recommendedTime: {text: 'One schedule line per function; 04:00 in the default plan.', mark: 'documented'},
	danger: {kind: 'deletes', reason: 'Deleted documents and pictures cannot be brought back.'},
	openPoints: [
		'The values of /C: for statistics, expiry and versions.',
		'How the Enterprise class is told which function to run.',
		'Whether a document expires on its deletion date or the day after.',
	],
};
