import {
	blank,
	cellAt,
	isSameCell,
	type Cell,
	type Row,
} from './cells.js';
import {findScroll, paintScroll, scrolled} from './find-scroll.js';

// Moving the cursor costs six to eight bytes: a shorter stretch of equal cells is cheaper written again.
const shortestGap = 7;
// Characters that every terminal shows in one column. A row with any other one is written whole, so that a different opinion about a
// width stays within that row.
const oneColumn = /^[\u{20}-\u{7E}\u{A0}-\u{17F}–…›↑↓─█░▸✓✗]$/v;

/** The shortest text that makes the shown rows into the wanted ones. `undefined` as `shown` means that nothing is known of the screen. */
export const paintChanges = (shown: readonly Row[] | undefined, wanted: readonly Row[], size: {readonly columns: number; readonly rows: number}): string => {
	const scroll = shown && findScroll(shown, wanted, size);
	const before = scroll ? scrolled(shown, scroll) : shown;
	let output = shown ? '' : '\u{1B}[m\u{1B}[H\u{1B}[2J';
	if (scroll) {
		output += paintScroll(scroll);
	}

	for (let row = 0; row < size.rows; row++) {
		output += paintRow({
			shown: before?.[row], wanted: wanted[row], row, columns: size.columns,
		});
	}

	return output;
};

function paintRow({shown, wanted, row, columns}: {readonly shown: Row | undefined; readonly wanted: Row | undefined; readonly row: number; readonly columns: number}): string {
	const length = Math.min(columns, Math.max(shown?.length ?? 0, wanted?.length ?? 0));
	const changed: number[] = [];
	for (let column = 0; column < length; column++) {
		if (!isSameCell(cellAt(shown, column), cellAt(wanted, column))) {
			changed.push(column);
		}
	}

	if (changed.length === 0) {
		return '';
	}

	const end = lengthOf(wanted, columns);
	const isPlain = isOneColumned(shown, columns) && isOneColumned(wanted, columns);
	if (!isPlain) {
		return `\u{1B}[${row + 1};1H\u{1B}[K${paintCells(wanted, 0, end)}`;
	}

	let output = '';
	for (const [from, to] of stretches(changed)) {
		const last = Math.min(to, end);
		output += `\u{1B}[${row + 1};${Math.min(from, end) + 1}H${paintCells(wanted, from, last)}`;
		if (to > end) {
			// The rest of the row became blank.
			output += '\u{1B}[K';
			break;
		}
	}

	return output;
}

function stretches(changed: readonly number[]): ReadonlyArray<readonly [number, number]> {
	const result: Array<[number, number]> = [];
	for (const column of changed) {
		const last = result.at(-1);
		if (last && column - last[1] < shortestGap) {
			last[1] = column + 1;
		} else {
			result.push([column, column + 1]);
		}
	}

	return result;
}

function paintCells(row: Row | undefined, from: number, to: number): string {
	let output = '';
	let style = '';
	let link: string | undefined;
	for (let column = from; column < to; column++) {
		const cell = cellAt(row, column);
		output += changeStyle(style, cell.style) + changeLink(link, cell.link) + cell.text;
		({style, link} = cell);
	}

	return output + changeStyle(style, '') + changeLink(link, undefined);
}

// The pieces of one address on several rows are one link: they share an id.
function changeLink(from: string | undefined, to: string | undefined): string {
	return from === to ? '' : `\u{1B}]8;${to === undefined ? '' : 'id=baco'};${to ?? ''}\u{1B}\\`;
}

function changeStyle(from: string, to: string): string {
	if (from === to) {
		return '';
	}

	if (to === '') {
		return '\u{1B}[m';
	}

	return from === '' ? `\u{1B}[${to}m` : `\u{1B}[0;${to}m`;
}

/** How much of the row is not blank. */
function lengthOf(row: Row | undefined, columns: number): number {
	let length = Math.min(columns, row?.length ?? 0);
	while (length > 0 && isSameCell(row![length - 1]!, blank)) {
		length--;
	}

	return length;
}

function isOneColumned(row: Row | undefined, columns: number): boolean {
	return row?.slice(0, columns).every((cell: Cell) => oneColumn.test(cell.text)) ?? true;
}
