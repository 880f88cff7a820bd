import type {JobTable, Mark} from './job.js';

/** Rows of a job's `tables`: what it reads, writes or deletes from, with how far that is known. */
export const tables = (use: JobTable['use'], mark: Mark, ...names: readonly string[]): JobTable[] => names.map(name => ({name, use, mark}));
