/** The lock that a built-in job holds in the Synergy database while it works on a division; `*` for a job that has none. */
export const lockName = (job: string, division: string): string => `GlobeConsole:${job}:${division}`;

export const wholeDatabase = '*';
