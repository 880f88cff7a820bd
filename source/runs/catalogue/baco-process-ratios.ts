import type {Job} from './job.js';
import {tables} from './tables.js';

export const bacoProcessRatios: Job = {
	id: 'baco-process-ratios',
	name: 'BacoProcessRatios',
	document: '00.810.877',
	group: 'financial',
	purpose: 'Recalculated financial indicators after the closing of periods.',
	functions: ['Totals per indicator, division, year, period and scenario.'],
	classic: {program: 'BacoProcessRatios.exe', mark: 'documented'},
	enterprise: undefined,
	parameters: [],
	right: {id: 339, name: 'Recalculate Ratio Definitions (process)', mark: 'documented'},
	tables: tables('reads', 'inferred', 'RatioDefinitions', 'RatioFilterAccounts'),
	changes: 'Nothing any more: indicators are calculated when they are shown.',
	recommendedTime: {text: 'Not any more: remove schedules that still start it.', mark: 'documented'},
	obsolete: {since: 'batch 280', reason: 'Financial indicators are calculated in real time since batch 280 (document 01.549.805).'},
	openPoints: ['The table that held the calculated values before batch 280.'],
};
