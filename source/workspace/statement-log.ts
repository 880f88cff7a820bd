import type {StatementRecord} from '../sql/contract.js';

/** The last statements of a profile, oldest first, and who wants to hear of new ones. */
export const openStatementLog = (profile: string, limit = longestLog) => {
	const statements: StatementRecord[] = [];
	const listeners = new Set<(record: StatementRecord) => void>();
	return {
		statements,
		record(statement: StatementRecord) {
			const record = {...statement, profile};
			statements.push(record);
			if (statements.length > limit) {
				statements.shift();
			}

			for (const listener of listeners) {
				listener(record);
			}
		},
		listen(listener: (record: StatementRecord) => void) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
	};
};

/** So many statements are kept. */
export const longestLog = 2000;
