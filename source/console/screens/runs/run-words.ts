import {isOver, type RunRecord, type RunState} from '../../../runs/contract.js';
import {showDuration, showTime} from '../../text/show-duration.js';
import type {Style, Theme} from '../../theme.js';

/** Every state has its sign and its word; colour only repeats them. */
export const stateText = ({state, dryRun, stop}: Pick<RunRecord, 'state' | 'dryRun' | 'stop'>, {glyphs}: Theme): string => `${glyphs[stateGlyphs[state]]} ${stop !== null && !isOver(state) ? 'stopping' : state}${dryRun ? ' (dry)' : ''}`;

export const stateStyle = (state: RunState): Style => stateStyles[state];

/** `succeeded 14:05`, for a list; a short one has no year. */
export const lastText = (run: RunRecord | undefined, theme: Theme, {isShort}: {readonly isShort: boolean}): string => {
	if (run === undefined) {
		return 'never';
	}

	const time = showTime(new Date(run.requestedAt), new Date());
	return `${stateText(run, theme)} ${isShort ? time.replace(/^\d{4}-/v, '') : time}`;
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
