import {groupTitles} from '../../../runs/catalogue/jobs.js';
import type {Job} from '../../../runs/catalogue/job.js';
import {explanationRows} from '../../actions/move.js';
import {tableLines} from '../../components/table.js';
import type {JobLine} from '../../../runs/job-lines.js';
import type {AppState} from '../../state/app-state.js';
import {listRows, readableWidth} from '../../state/layout.js';
import type {JobsScreen} from '../../state/run-screens.js';
import type {Theme} from '../../theme.js';
import {facts} from '../labelled.js';
import {problemLines} from '../problem-view.js';
import {withExplanation} from '../with-explanation.js';
import {
	leftTexts,
	nextStyle,
	nextText,
	scheduleTexts,
} from './job-facts.js';
import {durationText, lastText, stateStyle} from './run-words.js';

/** The catalogue by group, with how each job went last through this profile. */
export const jobsLines = (state: AppState, screen: JobsScreen, theme: Theme): string[] => {
	const {lines, list} = screen;
	const {columns} = state.size;
	if (lines.status === 'loading') {
		return ['', theme.paint('  Reading the runs of this machine.', {dim: true})];
	}

	if (lines.status === 'failed') {
		return problemLines(lines.problem, columns, theme, ['', 'R reads it again.']);
	}

	const rows = lines.value;
	const selected = rows[list.index]!;
	const explanation = explanationRows(state);
	const height = Math.max(1, listRows(state.size) - explanation);
	const table = tableLines({
		rows, position: list, width: columns, height, theme,
		columns: [
			{
				title: 'GROUP', width: 9, from: 70, value: row => rows[rows.indexOf(row) - 1]?.job.group === row.job.group && rows.indexOf(row) !== list.top ? '' : groupTitles[row.job.group],
			},
			{
				title: 'JOB', width: 18, below: 90, value: ({job}) => job.name, style: ({job}) => job.obsolete === undefined ? {} : {dim: true},
			},
			{
				title: 'JOB', width: 23, from: 90, value: ({job}) => job.name, style: ({job}) => job.obsolete === undefined ? {} : {dim: true},
			},
			{
				title: 'LAST RUN', share: 2, value: ({last}) => lastText(last, theme, {isShort: true}), style: ({last}) => last === undefined ? {dim: true} : stateStyle(last.state),
			},
			{
				title: 'AVERAGE', width: 11, from: 78, align: 'right', value: ({average}) => durationText(average?.ms),
			},
			{
				title: 'NEXT', width: 12, value: ({job}) => nextText(screen, job), style: ({job}) => nextStyle(screen, job),
			},
			{
				title: 'BUILT IN', width: 8, from: 100, value: ({job}) => builtInText(job),
			},
			{
				title: 'PURPOSE', share: 3, from: 110, value: ({job}) => job.purpose,
			},
		],
	});
	return withExplanation({
		table, list, length: rows.length, height, rows: explanation, theme, whole: 'i shows all',
		explanation: explain(screen, selected, readableWidth(columns) - 4, theme).map(line => `  ${line}`),
	});
};

const builtInText = ({builtIn, obsolete}: Job): string => obsolete === undefined ? (builtIn === undefined ? 'not yet' : 'yes') : 'obsolete';

const explain = (screen: JobsScreen, {job, last, average}: JobLine, width: number, theme: Theme): string[] => facts([
	[job.id, job.purpose],
	...(job.obsolete === undefined ? [] : [['not used', `since ${job.obsolete.since}: ${job.obsolete.reason}`] as const]),
	...(leftTexts(screen, job) ?? []).map((line, index) => [index === 0 ? 'left' : '', line.trim().replace(/^- /v, '')] as const),
	...(job.danger === undefined ? [] : [['careful', `it ${job.danger.kind}: ${job.danger.reason}`] as const]),
	...(last === undefined ? [] : [['last', `${lastText(last, theme, {isShort: false})}${last.message === null ? '' : `: ${last.message}`}`] as const]),
	...(average === undefined ? [] : [['average', `${durationText(average.ms)}, of ${average.of}`] as const]),
	['changes', job.changes],
	...scheduleTexts(screen, job, {isWhole: false}).map((line, index) => [index === 0 ? 'schedule' : '', line] as const),
	['when', `${job.recommendedTime.text}${job.recommendedTime.mark === 'documented' ? '' : ` [${job.recommendedTime.mark}]`}`],
	['right', job.right === undefined ? 'not documented' : `${job.right.id} ${job.right.name}`],
	...job.functions.map((line, index) => [index === 0 ? 'does' : '', line] as const),
], width, theme);
