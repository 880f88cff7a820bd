import {chooseDivisions} from '../../divisions/choose-divisions.js';
import {listDivisions} from '../../divisions/list-divisions.js';
import {BacoError} from '../../problems/baco-error.js';
import type {Workspace} from '../../workspace/contract.js';
import {failed, passed, type Check} from './check.js';

/** Whether the divisions exist. */
export const checkDivisions = async (workspace: Workspace, codes: readonly string[], {signal}: {readonly signal?: AbortSignal | undefined}): Promise<Check[]> => {
	if (codes.length === 0) {
		return [];
	}

	const divisions = await listDivisions(workspace, {signal});
	const unknown = codes.filter(code => {
		try {
			return chooseDivisions(divisions, [code])[0]!.code !== code;
		} catch (error) {
			if (error instanceof BacoError) {
				return true;
			}

			throw error;
		}
	});
	return [unknown.length === 0
		? passed('DIVISIONS', 'Divisions', codes.join(', '))
		: failed('DIVISIONS', 'Divisions', `not in this database: ${unknown.join(', ')}`, 'Run baco divisions to see the codes; they are written with their leading noughts.')];
};
