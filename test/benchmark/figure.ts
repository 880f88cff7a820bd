/** One line of the benchmark. */
export type Figure = {
	readonly name: string;
	/** What is divided by what, in which unit. */
	readonly measures: string;
	/** Good at or below this. */
	readonly aim?: number;
	/** Good at or above this. */
	readonly least?: number;
	readonly measure: () => Promise<Measured>;
};

export type Measured = {
	readonly value: number;
	/** What the value was made of, for the reader. */
	readonly detail: string;
};
