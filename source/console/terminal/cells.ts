/** One place of the screen. A wide character fills two: the second one has an empty text. */
export type Cell = {
	readonly text: string;
	/** SGR parameters in a fixed order; empty when plain. */
	readonly style: string;
	/** Address that the place leads to (OSC 8). */
	readonly link?: string;
};

export type Row = Cell[];

export const blank: Cell = {text: ' ', style: ''};

export const isSameCell = (left: Cell, right: Cell): boolean => left === right || (left.text === right.text && left.style === right.style && left.link === right.link);

export const cellAt = (row: Row | undefined, column: number): Cell => row?.[column] ?? blank;
