import type {Theme} from '../theme.js';

/** `████░░░░ 12/40`: a bar of `width` columns and the numbers. Of nothing to do it is empty. */
export const progressBar = (done: number, total: number, width: number, theme: Theme): string => `${bar(total === 0 ? 0 : Math.floor((done / total) * width), width, theme)} ${done}/${total}`;

/** `filled` columns of `width`. */
export const bar = (filled: number, width: number, {glyphs}: Theme): string => `${glyphs.bar.repeat(filled)}${glyphs.rest.repeat(width - filled)}`;
