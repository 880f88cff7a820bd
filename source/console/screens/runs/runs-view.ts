import {countOf} from '../../../platform/count-of.js';
import type {RunRecord} from '../../../runs/contract.js';
import {divisionsText} from '../../../runs/counts-text.js';
import {outcomeText} from '../../../runs/listed-run.js';
import {explanationRows} from '../../actions/move.js';
import {tableLines} from '../../components/table.js';
import type {AppState} from '../../state/app-state.js';
import {listRows} from '../../state/layout.js';
import type {RunsScreen} from '../../state/run-screens.js';
import {visibleRuns} from '../../state/visible-runs.js';
import {cutTo, limited} from '../../text/fit.js';
import {showDuration} from '../../../platform/show-duration.js';
import {clean} from '../../text/width.js';
import {wrap} from '../../text/wrap.js';
import type {Theme} from '../../theme.js';
import {problemLines} from '../problem-view.js';
import {withExplanation} from '../with-explanation.js';
import {
	durationText,
	shortDivisions,
	shortTime,
	stateStyle,
	stateText,
} from './run-words.js';

export const runsTitle = (screen: RunsScreen): string => {
	const {job, division, state, time, words} = screen;
	const filters = [
		job === '' ? '' : `job ${clean(job)}`,
		division === '' ? '' : `division ${clean(division)}`,
		state === 'all' ? '' : state,
		time === 'all' ? '' : `last ${time}`,
		words === '' ? '' : `with "${clean(words)}"`,
	].filter(part => part !== '').join(', ');
	return ` Runs${screen.runs.status === 'ready' ? `  ${visibleRuns(screen).length} of ${screen.runs.value.length}` : ''}${filters === '' ? '' : `  ${filters}`}`;
};

/** The runs, and a plot of how long the selected job took before. */
export const runsLines = (state: AppState, screen: RunsScreen, theme: Theme): string[] => {
	const {columns} = state.size;
	if (screen.runs.status === 'loading') {
		return ['', theme.paint('  Reading the runs of this machine.', {dim: true})];
	}

	if (screen.runs.status === 'failed') {
		return problemLines(screen.runs.problem, columns, theme, ['', 'R reads it again.']);
	}

	const rows = visibleRuns(screen);
	const selected = rows[screen.list.index];
	if (selected === undefined) {
		return ['', ...damagedLines(screen, columns, theme), screen.runs.value.length === 0 ? '  No job was run through this profile on this machine yet.' : '  No run matches the filters.', '', theme.paint(screen.runs.value.length === 0 ? '  B shows the jobs.' : '  Esc shows all.', {dim: true})];
	}

	const explanation = explanationRows(state);
	const damaged = damagedLines(screen, columns, theme);
	const height = Math.max(1, listRows(state.size) - explanation);
	const today = new Date();
	const table = tableLines({
		rows, position: screen.list, width: columns, height, theme,
		columns: [
			{title: 'STARTED', width: 11, value: run => shortTime(new Date(run.requestedAt), today)},
			{title: 'JOB', width: 22, value: ({job}) => job},
			{
				title: 'DIVISIONS', width: 9, below: 110, value: run => run.divisions.length === 0 ? divisionsText(run) : shortDivisions(run, 9),
			},
			{
				title: 'DIVISIONS', width: 24, from: 110, value: run => run.divisions.length === 0 ? divisionsText(run) : shortDivisions(run, 24),
			},
			{
				title: 'STATE', width: 21, value: run => stateText(run, theme), style: run => stateStyle(run.state),
			},
			{
				title: 'TOOK', width: 11, align: 'right', value: ({durationMs}) => durationText(durationMs),
			},
			{
				title: 'OUTCOME', share: 1, from: 110, value: run => outcomeText(run),
			},
		],
	});
	// The plot keeps a row for its bars, its feet and its mark.
	const outcome = limited(wrap(outcomeText(selected), columns - 4), Math.max(1, Math.min(3, explanation - 5 - damaged.length)), columns - 4, '… Enter shows all').map(line => `  ${theme.paint(line, stateStyle(selected.state))}`);
	const told = [...damaged, ...outcome];
	return withExplanation({
		table, list: screen.list, length: rows.length, height, rows: explanation, theme,
		explanation: [...told, ...plotLines(screen.runs.value.filter(({job}) => job === selected.job), selected, columns, explanation - 1 - told.length, theme)],
	});
};

/** What the list cannot show is told, with where it lies. */
const damagedLines = ({damaged}: RunsScreen, columns: number, theme: Theme): string[] => {
	const [first] = damaged;
	const rest = damaged.length - 1;
	return first === undefined ? [] : [theme.paint(cutTo(`${theme.glyphs.warn} ${first.id} cannot be read, ${first.reason}${rest === 0 ? '' : `, and ${countOf(rest, 'other')}`}: ${first.file}`, columns), {color: 'yellow'})];
};

/** One column a run, oldest at the left: its height is the duration, its foot the outcome. */
export const plotLines = (runs: readonly RunRecord[], selected: RunRecord, columns: number, rows: number, theme: Theme): string[] => {
	const shown = runs.slice(0, Math.max(1, columns - 4)).toReversed();
	const longest = Math.max(1, ...shown.map(({durationMs}) => durationMs ?? 0));
	const height = Math.max(1, rows - 3);
	const bars = Array.from({length: height}, (_, row) => shown.map(({durationMs}) => ((durationMs ?? 0) / longest) * height > height - row - 1 ? theme.glyphs.bar : ' ').join(''));
	const feet = shown.map(({state}) => ({succeeded: theme.glyphs.pass, failed: theme.glyphs.fail, 'timed-out': theme.glyphs.fail}[state as string] ?? theme.glyphs.skipped)).join('');
	const place = shown.indexOf(selected);
	return [
		theme.paint(cutTo(`  ${selected.job}: the last ${countOf(shown.length, 'run')}, longest ${showDuration(longest)}`, columns), {dim: true}),
		...bars.map(bar => `  ${bar.trimEnd()}`),
		`  ${feet}`,
		...(place === -1 ? [] : [`  ${' '.repeat(place)}${theme.glyphs.less}`]),
	].slice(0, rows);
};
