import type {BacoError} from '../../problems/baco-error.js';

type Database = {readonly server: string; readonly database: string; readonly problem?: BacoError | undefined};

/** The databases that could not be read, and why. */
export const unreadOf = (databases: readonly Database[]): Array<{readonly name: string; readonly reason: string}> =>
	databases.flatMap(({server, database, problem}) => problem === undefined ? [] : [{name: `${server} ${database}`, reason: problem.message}]);
