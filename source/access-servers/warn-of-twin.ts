import type {GlobeConnection} from '../connection/open-globe.js';
import type {RepairColumn} from './contract.js';
import {isSameMachine} from './machine-name.js';
import {readRows} from './read-rows.js';

/** Says which other rows have the new value already: a machine named twice is a DUPLICATE of the list. */
export const warnOfTwin = async (value: string, {rowId, column}: {readonly rowId: number; readonly column: RepairColumn}, {connection, login, database}: GlobeConnection, signal: AbortSignal | undefined): Promise<string[]> => {
	const {rows} = await readRows(connection, {login, database, signal});
	const twins = rows.filter(row => row.id !== rowId && (column === 'MachineName' ? isSameMachine(row.machineName, value) : row.ipAddress === value)).map(({id}) => id);
	return twins.length === 0 ? [] : [`${twins.length === 1 ? `Row ${twins[0]} has` : `The rows ${twins.join(', ')} have`} ${value} already, so the machine would be named twice (DUPLICATE).`];
};
