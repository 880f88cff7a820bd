import {cutTo} from '../text/fit.js';
import {widthOf} from '../text/width.js';

/** A line with something at its left and something at its right; the left one gives way. Widths are counted without styles. */
export const twoSides = (left: string, right: string, columns: number, paint: {readonly left: (text: string) => string; readonly right: (text: string) => string}): string => {
	const cutRight = cutTo(right, columns);
	const cutLeft = cutTo(left, Math.max(0, columns - widthOf(cutRight) - (right === '' ? 0 : 1)));
	const gap = ' '.repeat(Math.max(0, columns - widthOf(cutLeft) - widthOf(cutRight)));
	return `${paint.left(cutLeft)}${right === '' ? '' : gap}${paint.right(cutRight)}`;
};
