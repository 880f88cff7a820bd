/** How far a fact of the catalogue can be relied on: stated by a document of Exact, concluded from one, or our own choice because nobody documents it. */
export type Mark = 'documented' | 'inferred' | 'open';

/** What a parameter's value is, which decides how it is checked and asked for. */
export type ParameterType = 'divisions' | 'division' | 'choice' | 'text' | 'number' | 'host' | 'document';

/** A parameter in the vendor's own form: `/C:001,002`, or a switch such as `/FULL`. `/S:` and `/D:` belong to every job and are not listed. */
export type JobParameter = {
	/** What stands between the slash and the colon, in upper case as the vendor's programs want it. */
	readonly name: string;
	readonly title: string;
	readonly type: ParameterType | 'switch';
	readonly isMandatory: boolean;
	readonly default?: string;
	/** The values of a choice. */
	readonly choices?: ReadonlyArray<{readonly value: string; readonly meaning: string; readonly mark: Mark}>;
	/** What is wrong with a value besides its type, as a clause (`has a blank`); undefined when nothing is. */
	readonly check?: (value: string) => string | undefined;
	readonly help: string;
	readonly mark: Mark;
	/** Only the built-in job knows it: the vendor's program is not given it. */
	readonly isBuiltInOnly?: boolean;
};

export type JobGroup = 'financial' | 'documents' | 'people' | 'accounts' | 'system' | 'hosting';

/** A table of the vendor, and what the job does with it. */
export type JobTable = {readonly name: string; readonly use: 'reads' | 'writes' | 'deletes'; readonly mark: Mark};

/** One background job of Exact Synergy: one row of the catalogue, from which commands, forms, help and checks are made. */
export type Job = {
	/** Name of the built-in program, of the lock in the database and of this row: `baco-importer`. */
	readonly id: string;
	/** The vendor's name: `BacoImporter`. */
	readonly name: string;
	/** Exact's document number. */
	readonly document: string;
	readonly group: JobGroup;
	/** One line. */
	readonly purpose: string;
	/** What it does, one line each. */
	readonly functions: readonly string[];
	/** The classic program in the bin folder of Synergy, undefined when its name is not known. */
	readonly classic: {readonly program: string; readonly mark: Mark} | undefined;
	/** The dll and the class that Exact.Process.exe runs, undefined when they are not known. */
	readonly enterprise: {readonly assembly: string; readonly className: string; readonly mark: Mark} | undefined;
	readonly parameters: readonly JobParameter[];
	/** Function right that the person needs, undefined when it is not known. */
	readonly right: {readonly id: number; readonly name: string; readonly mark: Mark} | undefined;
	readonly tables: readonly JobTable[];
	/** What is different in the databases after a run. */
	readonly changes: string;
	/** When to run it, and after which other job. */
	readonly recommendedTime: {readonly text: string; readonly mark: Mark};
	/** A job that is not used any more: since when and why. */
	readonly obsolete?: {readonly since: string; readonly reason: string};
	/** Why the console runs it with --dry-run first. */
	readonly danger?: {readonly kind: 'deletes' | 'blocks' | 'sends' | 'restarts' | 'changes'; readonly reason: string};
	/** File in jobs/ without its ending; undefined while the job is not built in. */
	readonly builtIn?: string;
	/** What nobody documents, as far as it matters to whoever runs the job. */
	readonly openPoints: readonly string[];
};
