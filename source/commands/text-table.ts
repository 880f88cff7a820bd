import type {Invocation} from './command.js';

export type Column<Row> = {
	readonly title: string;
	readonly value: (row: Row) => string | number | undefined;
	readonly align?: 'right';
};

export type TableOptions = {
	/** Columns of the terminal; unlimited when absent, as in a pipe. */
	readonly width?: number | undefined;
	/** One line of `title: value` pairs for each row, as a screen reader wants it. */
	readonly isPlain?: boolean;
};

/** Lines of a table without rules: aligned by the width that characters have on screen, cut to the terminal. */
export const textTable = async <Row>(columns: ReadonlyArray<Column<Row>>, rows: readonly Row[], {width = Infinity, isPlain = false}: TableOptions = {}): Promise<string> => {
	const cells = rows.map(row => columns.map(({value}) => printable(value(row))));
	if (isPlain) {
		return cells.map(row => columns.map(({title}, index) => `${title}: ${row[index] === '' ? '-' : row[index]!}`).join(', ')).join('\n');
	}

	const stringWidth = await measure(cells.flat());
	const lines = [columns.map(({title}) => title), ...cells];
	const widths = fit(columns.map((_, index) => Math.max(...lines.map(line => stringWidth(line[index]!)))), width);
	return lines.map(line => columns.map(({align}, index) => pad(line[index]!, {width: widths[index]!, align, stringWidth})).join(gap).trimEnd()).join('\n');
};

/** Width to fit a table into: the terminal's, or none for a pipe or a file. */
export const tableOptions = ({flags, streams}: Pick<Invocation, 'flags' | 'streams'>): TableOptions => ({
	width: streams.stdout.isTTY ? streams.stdout.columns : undefined,
	isPlain: flags.plain === true,
});

const gap = '  ';

/** What comes out of a database may hold codes that move the cursor. */
const printable = (value: string | number | undefined) => String(value ?? '').replaceAll(/\p{Control}+/gv, ' ');

/** Takes from the widest column until all fit; no column gets narrower than eight. */
const fit = (widths: readonly number[], available: number): number[] => {
	const fitted = [...widths];
	let excess = fitted.reduce((sum, width) => sum + width, 0) + (gap.length * (fitted.length - 1)) - available;
	while (excess > 0) {
		const widest = fitted.indexOf(Math.max(...fitted));
		if (fitted[widest]! <= 8) {
			break;
		}

		fitted[widest]! -= 1;
		excess -= 1;
	}

	return fitted;
};

type Measure = (text: string) => number;

/** Most tables are plain ASCII, and the tables of Unicode take longer to load than a whole command. */
const measure = async (cells: readonly string[]): Promise<Measure> => {
	if (cells.every(cell => /^\p{ASCII}*$/v.test(cell))) {
		return text => text.length;
	}

	const {default: stringWidth} = await import('string-width');
	return stringWidth;
};

const pad = (text: string, {width, align, stringWidth}: {readonly width: number; readonly align: 'right' | undefined; readonly stringWidth: Measure}) => {
	const cut = stringWidth(text) > width ? cutTo(text, width, stringWidth) : text;
	const filling = ' '.repeat(Math.max(0, width - stringWidth(cut)));
	return align === 'right' ? filling + cut : cut + filling;
};

const cutTo = (text: string, width: number, stringWidth: Measure) => {
	let cut = '';
	for (const {segment} of new Intl.Segmenter().segment(text)) {
		if (stringWidth(cut + segment) > width - 1) {
			break;
		}

		cut += segment;
	}

	return `${cut}…`;
};
