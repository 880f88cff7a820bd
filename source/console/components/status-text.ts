import type {StepStatus} from '../../connection/contract.js';
import type {Style, Theme} from '../theme.js';

export type Status = StepStatus | 'running' | 'queued' | 'none' | 'cancelled';

const styles: Readonly<Record<Status, Style>> = {
	pass: {color: 'green'},
	warn: {color: 'yellow', bold: true},
	fail: {color: 'red', bold: true},
	skipped: {dim: true},
	running: {color: 'cyan'},
	queued: {dim: true},
	none: {dim: true},
	cancelled: {dim: true},
};

export const statusStyle = (status: Status): Style => styles[status];

/** Every state has its sign and its word; colour only repeats them. */
export const statusGlyph = (status: Status, {glyphs}: Theme): string => status === 'queued' || status === 'cancelled' ? glyphs.none : glyphs[status];
