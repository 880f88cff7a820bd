import type {StatementRecord} from '../sql/contract.js';

/** The last statements, oldest first, and who wants to hear of new ones. */
export const openStatementLog = (limit = 2000) => {
	const statements: StatementRecord[] = [];
	const listeners = new Set<(record: StatementRecord) => void>();
	return {
		statements,
		record(record: StatementRecord) {
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
