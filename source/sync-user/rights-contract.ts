/**
What was found out about one company. `rights`: the user lacks some; `no-access`: the user may not open it; `scope`: it is not permitted to
the application; `licence`: all rights, and refused all the same; `unknown`: it could not be asked.
*/
export type Verdict = 'complete' | 'rights' | 'no-access' | 'scope' | 'licence' | 'unknown';

export type CompanyVerdict = {
	readonly verdict: Verdict;
	/** What the user may not do there, in words. */
	readonly lacks: readonly string[];
	readonly why?: string;
};

export type CompanyToAsk = {
	readonly division: string;
	/** The code and name that people know. */
	readonly code: string;
	readonly name: string;
	/** Among the companies that the accounting system shows to the user. */
	readonly isSeen: boolean;
};

/** Rights of the user of a connection, as far as they were asked. */
export type RightsReport = {
	readonly companies: ReadonlyArray<Pick<CompanyToAsk, 'code' | 'name' | 'division'> & CompanyVerdict & {readonly at: string}>;
	/** Companies that were left for another time, as calls are limited. */
	readonly left: number;
	/** Nothing of it was asked by this look: it is what was found before, at the time of each company. */
	readonly isLastKnown: boolean;
};
