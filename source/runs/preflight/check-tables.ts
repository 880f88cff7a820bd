import {knownColumns} from '../../divisions/known-columns.js';
import type {SqlConnection} from '../../sql/contract.js';
import type {RunChoice} from '../runners/command-of.js';
import {
	failed,
	passed,
	warned,
	type Check,
} from './check.js';

/** Whether the tables of the job are there. A documented one that is missing keeps a built-in job from running; of the others only some releases have all. */
export const checkTables = async (connection: SqlConnection, {job, runner}: RunChoice, options: {readonly signal?: AbortSignal | undefined}): Promise<Check[]> => {
	const missing = [];
	for (const table of job.tables) {
		// eslint-disable-next-line no-await-in-loop -- one connection takes one request at a time
		const columns = await knownColumns(connection, table.name, options);
		if (columns.size === 0) {
			missing.push(table);
		}
	}

	if (missing.length === 0) {
		return [passed('TABLES', 'Tables', `${job.tables.length} found`)];
	}

	const names = missing.map(({name}) => name).join(', ');
	const detail = `not found, or not visible to this login: ${names}`;
	return [runner === 'built-in' && missing.some(({mark, use}) => mark === 'documented' && use !== 'reads')
		? failed('TABLES', 'Tables', detail, 'Choose the profile of the Synergy database, or have the login given the right to see its tables.')
		: warned('TABLES', 'Tables', detail, 'This release may not have them; the job tells what it does without.')];
};
