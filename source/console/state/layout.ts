import type {Size} from './app-state.js';

/** Smallest window that the console draws in; below it says so. */
export const smallest: Size = {columns: 40, rows: 10};

/** Rows that the frame may have: one less than the window, as a frame of full height makes Ink clear the screen. */
export const frameRows = ({rows}: Size): number => rows - 1;

/** Room to breathe, where there is some: a blank line below the header and one above the message. */
export const isRoomy = ({rows}: Size): boolean => rows >= 30;

/** Rows between the title line and the message line. */
export const bodyRows = (size: Size): number => Math.max(1, frameRows(size) - (isRoomy(size) ? 6 : 4));

/** Rows of a list below its column heads. */
export const listRows = (size: Size): number => Math.max(1, bodyRows(size) - 1);

/** Columns of the steps in the division's detail, and of what stands right of them. */
export const detailColumns = ({columns}: Size): {readonly left: number; readonly right: number} => {
	const left = columns < 72 ? 20 : (columns < 110 ? 38 : 46);
	return {left, right: columns - left - 3};
};

/** Lines longer than this are hard to read. */
export const readableWidth = (columns: number): number => Math.min(columns, 110);
