import {SqlFailure} from './sql-failure.js';

/** Whether the server said that the login may not read what was asked. */
export const isNotPermitted = (error: unknown): error is SqlFailure => error instanceof SqlFailure && numbers.has(error.number ?? 0);

const numbers: ReadonlySet<number> = new Set([229, 230, 262, 297, 300]);
