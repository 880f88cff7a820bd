import type {Division} from './contract.js';

/** Of each SQL server that divisions name, in whatever case, the first division with a whole database path. */
export const firstOfEachServer = (divisions: readonly Division[]): Division[] => {
	const first = new Map<string, Division>();
	for (const division of divisions) {
		const server = division.serverPath.trim().toLowerCase();
		if (server !== '' && division.databaseName.trim() !== '' && !first.has(server)) {
			first.set(server, division);
		}
	}

	return first.values().toArray();
};
