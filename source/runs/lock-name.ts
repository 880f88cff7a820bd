/**
The lock that a built-in job holds in the Synergy database while it works on a division; `*` for a job that has none. The division stands before the
job, because the server's list of locks shows the first 32 characters only. It tells upper and lower case apart: the code is as bedryf has it.
*/
export const lockName = (job: string, division: string): string => `GlobeConsole:${division}:${job}`;

export const wholeDatabase = '*';
