/** What a problem's texts may mention: values seen by the check. Never a secret. */
export type Facts = Readonly<Record<string, unknown>>;

/** One entry of the catalogue, written for the person on the phone: what, why, and what to do. */
export type Explanation = {
	readonly summary: string;
	readonly cause: string;
	readonly fix: string;
};

/** A catalogue row: its texts, and the exit code of a command that ends with it (see `exit-codes.ts`). */
export type Entry = {
	readonly exitCode: number;
	readonly explain: (facts: Facts) => Explanation;
	/** The same in Dutch, for problems that belong to screens with Dutch labels. */
	readonly dutch?: (facts: Facts) => Explanation;
};

/** Of labels and of the texts that have both. */
export type Language = 'en' | 'nl';

export type Severity = 'fail' | 'warn' | 'info';
