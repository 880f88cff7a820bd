import {companiesProblems} from './sync-user/companies.js';
import {globeProblems} from './sync-user/globe.js';
import {linkProblems} from './sync-user/link.js';
import {officeProblems} from './sync-user/office.js';
import {relinkProblems} from './sync-user/relink.js';
import {rightsProblems} from './sync-user/rights.js';

/** The synchronisation user of an accounting system connection: its link, its rights, and the way to a new link; each in English and in Dutch. */
export const syncUserProblems = {
	...linkProblems,
	...rightsProblems,
	...companiesProblems,
	...globeProblems,
	...officeProblems,
	...relinkProblems,
} as const;
