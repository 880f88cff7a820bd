import type {Division} from '../../divisions/contract.js';
import {listDivisions} from '../../divisions/list-divisions.js';
import {formatServerPath, parseServerPath} from '../../divisions/server-path.js';
import type {Workspace} from '../../workspace/contract.js';
import type {CompanyName} from '../contract.js';

/** The divisions that the user of a Globe connection must be able to use: those of Synergy that lead to the same database, and those that the profile names. Rejects as listDivisions. */
export const neededDivisions = async (workspace: Workspace, own: Division, named: readonly string[], signal: AbortSignal): Promise<readonly CompanyName[]> => {
	const divisions = await listDivisions(workspace, {signal});
	const place = placeOf(own);
	const wanted = new Set([own.code, ...named.map(code => code.trim())]);
	const found = divisions.filter(division => wanted.has(division.code) || (division.enabled && placeOf(division) === place));
	const codes = new Set(found.map(({code}) => code));
	return [
		...found.map(({code, name}) => ({code, name: name.trim()})),
		...[...wanted].filter(code => !codes.has(code)).map(code => ({code, name: ''})),
	];
};

const placeOf = ({serverPath, databaseName}: Division): string => {
	const server = parseServerPath(serverPath);
	return `${'value' in server ? formatServerPath(server.value) : serverPath.trim()}/${databaseName.trim()}`.toLowerCase();
};
