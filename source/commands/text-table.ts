import type {Invocation} from './command.js';

export type Column<Row> = {
	readonly title: string;
	readonly value: (row: Row) => string | number | undefined;
	readonly align?: 'right';
	/** Never cut: what is typed again elsewhere, such as a name. */
	readonly isWhole?: boolean;
	/** Left out of a terminal that is too narrow, the lowest first. */
	readonly goes?: number;
	/** A longer text is cut to no less than this, 8 when absent. */
	readonly least?: number;
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
	const natural = columns.map((_, index) => Math.max(...lines.map(line => stringWidth(line[index]!))));
	const shown = fit(columns.map((column, index) => ({
		...column, index, width: natural[index]!, floor: column.isWhole === true ? natural[index]! : Math.min(natural[index]!, column.least ?? 8),
	})), width);
	return lines.map(line => shown.map(({align, index, width: own}) => pad(line[index]!, {width: own, align, stringWidth})).join(gap).trimEnd()).join('\n');
};

/** Width to fit a table into: the terminal's, or none for a pipe or a file. */
export const tableOptions = ({flags, streams}: Pick<Invocation, 'flags' | 'streams'>): TableOptions => ({
	width: streams.stdout.isTTY ? streams.stdout.columns : undefined,
	isPlain: flags.plain === true,
});

const gap = '  ';

/** What comes out of a database may hold codes that move the cursor. */
const printable = (value: string | number | undefined) => String(value ?? '').replaceAll(/\p{Control}+/gv, ' ');

type Sized = {readonly index: number; readonly width: number; readonly floor: number; readonly goes?: number};

/** Leaves columns out until the least of the others fits, then takes from the widest until all fit; no column gets narrower than its floor. */
const fit = <One extends Sized>(columns: readonly One[], available: number): One[] => {
	const shown = [...columns];
	const overhang = (widths: readonly number[]) => widths.reduce((sum, width) => sum + width, 0) + (gap.length * (widths.length - 1)) - available;
	while (overhang(shown.map(({floor}) => floor)) > 0) {
		const [first] = shown.filter(({goes}) => goes !== undefined).toSorted((left, right) => left.goes! - right.goes!);
		if (first === undefined) {
			break;
		}

		shown.splice(shown.indexOf(first), 1);
	}

	const widths = shown.map(({width}) => width);
	for (let excess = overhang(widths); excess > 0; excess--) {
		const room = widths.map((width, index) => width > shown[index]!.floor ? width : 0);
		const widest = room.indexOf(Math.max(...room));
		if (room[widest] === 0) {
			break;
		}

		widths[widest]! -= 1;
	}

	return shown.map((column, index) => ({...column, width: widths[index]!}));
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
