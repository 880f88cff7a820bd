import {isOver, type RunRecord, type RunState} from '../../../runs/contract.js';
import {stateWord, type ListedRun, type Shown} from '../../../runs/listed-run.js';
import {missingLines} from '../../../runs/log-gaps.js';
import {showDuration} from '../../../platform/show-duration.js';
import {showTime} from '../../text/show-time.js';
import type {Style, Theme} from '../../theme.js';

/** Every state has its sign and its word; colour only repeats them. */
export const stateText = (run: Shown & Pick<RunRecord, 'dryRun' | 'logGaps'>, {glyphs}: Theme): string => `${glyphs[stateGlyphs[run.state]]} ${stateWord(run)}${run.dryRun ? ' (dry)' : ''}${missingLines(run.logGaps) === 0 ? '' : ' !log'}`;

export const stateStyle = (state: RunState): Style => stateStyles[state];

/** `succeeded 14:05`, for a list; a short one has no year, and the day without its hour unless it is today. */
export const lastText = (run: ListedRun | undefined, theme: Theme, {isShort}: {readonly isShort: boolean}): string => {
	if (run === undefined) {
		return 'never';
	}

	const time = showTime(new Date(run.requestedAt), new Date());
	return `${stateText(run, theme)} ${isShort ? time.replace(/^\d{4}-(?<day>\S+) .*$/v, '$<day>') : time}`;
};

/** `11-26 14:05`, or the hour alone when it is today: runs are kept for less than a year. */
export const shortTime = (time: Date, now: Date): string => showTime(time, now).replace(/^\d{4}-/v, '');

/** As many divisions as fit, and how many more there are. */
export const shortDivisions = ({divisions}: Pick<RunRecord, 'divisions'>, width: number): string => {
	const whole = divisions.join(',');
	if (whole.length <= width) {
		return whole;
	}

	const more = (count: number) => ` +${divisions.length - count}`;
	let count = divisions.length - 1;
	while (count > 1 && divisions.slice(0, count).join(',').length + more(count).length > width) {
		count--;
	}

	return `${divisions.slice(0, count).join(',')}${more(count)}`;
};

export const durationText = (ms: number | null | undefined): string => ms === null || ms === undefined ? '' : showDuration(ms);

/** How long a run has taken so far, or took. */
export const elapsedMs = ({startedAt, durationMs, state}: RunRecord, now: number): number | undefined =>
	isOver(state) ? durationMs ?? undefined : (startedAt === null ? undefined : Math.max(0, now - Date.parse(startedAt)));

const stateGlyphs: Readonly<Record<RunState, keyof Theme['glyphs']>> = {
	starting: 'running', running: 'running', succeeded: 'pass', failed: 'fail', cancelled: 'skipped', 'timed-out': 'fail', lost: 'warn',
};

const stateStyles: Readonly<Record<RunState, Style>> = {
	starting: {color: 'cyan'}, running: {color: 'cyan'}, succeeded: {color: 'green'}, failed: {color: 'red', bold: true}, cancelled: {dim: true}, 'timed-out': {color: 'red', bold: true}, lost: {color: 'yellow', bold: true},
};
