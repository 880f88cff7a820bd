import net from 'node:net';
import {openGlobe, type GlobeOptions} from '../connection/open-globe.js';
import type {Division} from '../divisions/contract.js';
import {parseMacAddress} from '../divisions/mac-address.js';
import {formatServerPath} from '../divisions/server-path.js';
import {BacoError} from '../problems/baco-error.js';
import {sqlProblem} from '../problems/sql-problem.js';
import type {Workspace} from '../workspace/contract.js';
import type {RepairColumn} from './contract.js';
import {keepForm} from './keep-form.js';
import {isLikeName} from './machine-name.js';
import {refuseReadOnly} from './refuse-read-only.js';
import {readCell, type Cell} from './row-cell.js';
import {showUpdate} from './update-statement.js';
import {warnOfName} from './warn-of-name.js';
import {warnOfTwin} from './warn-of-twin.js';

export type RepairRequest = {
	readonly rowId: number;
	/** MachineName unless told. */
	readonly column?: RepairColumn | undefined;
	readonly value: string;
	/** The value that was seen: a row that has another one now is refused. Blanks at its end do not count, as lists do not show them. */
	readonly expect?: string | undefined;
	/** Takes the value as it is, instead of giving it the form of the old one (with or without instance). */
	readonly exact?: boolean | undefined;
};

/** A change that was looked at but not made. */
export type RepairPlan = {
	readonly division: Division;
	readonly rowId: number;
	readonly column: RepairColumn;
	/** NULL is shown as an empty text; `isBeforeNull` tells. */
	readonly before: string;
	readonly isBeforeNull: boolean;
	readonly after: string;
	/** The statement as it will be run, with its values. */
	readonly statement: string;
	readonly warnings: readonly string[];
	readonly server: string;
	readonly database: string;
	readonly dataType: string;
	readonly as: 'baco' | 'operator';
};

/** Looks at one row and says what a change would do; nothing is written. Throws a BacoError: no such row, a value that does not fit, a read-only profile, no connection. */
export const planRepair = async (workspace: Workspace, division: Division, request: RepairRequest, {signal, as = 'baco'}: GlobeOptions = {}): Promise<RepairPlan> => {
	refuseReadOnly(workspace);
	const column = request.column ?? 'MachineName';
	const globe = await openGlobe(workspace, division, {signal, as});
	const {connection, login, server, database} = globe;
	const facts = {login, database, server: formatServerPath(server)};
	try {
		const cell = await readCell(connection, {
			rowId: request.rowId, column, login, database, signal,
		});
		refuseUnexpected(cell.value, column, request);
		const {value: after, warnings} = newValue(cell, column, request);
		refuseValue(after, cell, column);
		const doubts = [
			...await warnOfTwin(after, {...request, column}, globe, signal),
			...(column === 'IPAddress'
				? []
				: await warnOfName(after, {
					workspace, division, globe, signal,
				})),
		];
		return {
			division,
			rowId: request.rowId,
			column,
			before: cell.value ?? '',
			isBeforeNull: cell.value === null,
			after,
			statement: showUpdate({
				rowId: request.rowId, column, before: cell.value, after,
			}, cell.dataType),
			warnings: [...warnings, ...doubts],
			server: formatServerPath(server),
			database,
			dataType: cell.dataType,
			as,
		};
	} catch (error) {
		throw sqlProblem(error, facts);
	} finally {
		await connection.close();
	}
};

const refuseUnexpected = (now: string | null, column: RepairColumn, {rowId, expect}: RepairRequest) => {
	if (expect !== undefined && (now ?? '').trimEnd() !== expect.trimEnd()) {
		throw new BacoError('BAS-CHANGED', {
			rowId, column, before: expect, now,
		});
	}
};

const newValue = ({value}: Cell, column: RepairColumn, request: RepairRequest): {value: string; warnings: string[]} => {
	const before = value ?? '';
	if (column === 'IPAddress' || request.exact === true) {
		return {value: request.value.trim(), warnings: macWarning(before)};
	}

	const {value: after, change} = keepForm(before, request.value);
	return {value: after, warnings: [...(change === undefined ? [] : [change]), ...macWarning(before)]};
};

const macWarning = (before: string) => parseMacAddress(before) === undefined ? [] : ['The old value is a MAC address: some versions identify the machine by it.'];

const refuseValue = (after: string, {value, maxLength, rowValues}: Cell, column: RepairColumn) => {
	const before = value ?? '';
	const reason = reasonAgainst(after, {before, column, maxLength});
	if (reason !== undefined) {
		throw new BacoError('BAS-VALUE', {
			column, value: after, reason, ...rowValues,
		});
	}
};

const reasonAgainst = (after: string, {before, column, maxLength}: {readonly before: string; readonly column: RepairColumn; readonly maxLength: number | null}): string | undefined => {
	if (column === 'MachineName' && before.trim() !== '' && !isLikeName(before) && parseMacAddress(before) === undefined) {
		return 'the old value may be encoded (it is neither a name nor a MAC address), and such values are never rewritten';
	}

	if (after === before) {
		return 'the row has this value already';
	}

	if (after === '') {
		return 'it is empty';
	}

	if (maxLength !== null && maxLength > 0 && after.length > maxLength) {
		return `it has ${after.length} characters, the column takes ${maxLength}`;
	}

	if (column === 'IPAddress') {
		return net.isIP(after) === 0 ? 'it is no IP address' : undefined;
	}

	return isLikeName(after) ? undefined : 'it is no machine name';
};
