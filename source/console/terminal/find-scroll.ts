import {cellAt, isSameCell, type Row} from './cells.js';

/** Rows `from` to `to` (with it) move up by `by`, or down when it is negative. */
export type Scroll = {readonly from: number; readonly to: number; readonly by: number};

const distances = [1, -1, 2, -2, 3, -3];
// Below this, writing the rows again costs about as much as moving them.
const fewestRows = 4;

/** Finds out that a part of the screen only moved, as a list does whose cursor leaves the window. */
export const findScroll = (shown: readonly Row[], wanted: readonly Row[], {columns, rows}: {readonly columns: number; readonly rows: number}): Scroll | undefined => {
	const changed = Array.from({length: rows}, (_, row) => row).filter(row => !isSameRow(shown[row], wanted[row], columns));
	if (changed.length < fewestRows) {
		return undefined;
	}

	const from = changed[0]!;
	const to = changed.at(-1)!;
	const by = distances.find(distance => {
		let moved = 0;
		for (let row = Math.max(from, from - distance); row <= Math.min(to, to - distance); row++) {
			moved += isSameRow(shown[row + distance], wanted[row], columns) ? 1 : 0;
		}

		return moved >= fewestRows && moved > changed.length * 0.6;
	});
	return by === undefined ? undefined : {from, to, by};
};

/** The rows after the terminal has moved them. */
export const scrolled = (shown: readonly Row[], {from, to, by}: Scroll): Row[] => {
	const part = Array.from({length: to - from + 1}, (_, index) => {
		const source = from + index + by;
		return source < from || source > to ? [] : shown[source] ?? [];
	});
	const above = Array.from({length: from}, (_, row) => shown[row] ?? []);
	return [...above, ...part, ...shown.slice(to + 1)];
};

/** Moves the rows on the terminal: a scrolling region, one scroll, and the whole screen again. */
export const paintScroll = ({from, to, by}: Scroll): string => `\u{1B}[${from + 1};${to + 1}r\u{1B}[${Math.abs(by)}${by > 0 ? 'S' : 'T'}\u{1B}[r`;

function isSameRow(left: Row | undefined, right: Row | undefined, columns: number): boolean {
	const length = Math.min(columns, Math.max(left?.length ?? 0, right?.length ?? 0));
	for (let column = 0; column < length; column++) {
		if (!isSameCell(cellAt(left, column), cellAt(right, column))) {
			return false;
		}
	}

	return true;
}
