import {formatMacAddress} from '../divisions/mac-address.js';
import {finding, type Finding} from '../problems/finding.js';
import type {AccessServerRow} from './contract.js';

export type JudgeContext = {
	readonly division: string;
	/** Its name, for the commands of the fixes. */
	readonly profile?: string | undefined;
	readonly applicationServer: string | undefined;
	readonly selectedMac: string | undefined;
	/** What a stale value should be; undefined when that is not known. */
	readonly replacement: (row: AccessServerRow) => string | undefined;
};

/**
The findings of the classified rows. A row fails only for what is proven: an old server (STALE), or a MAC address that the row verifies for
the application server and that is not the chosen one. What is not known warns: no row for the application server, a name that no setting
mentions, an opaque value, another MAC address that nothing verifies. The rest is information.
*/
export const judgeRows = (rows: readonly AccessServerRow[], context: JudgeContext): Finding[] => [
	...missingRow(rows, context),
	...rows.flatMap(row => row.classes.flatMap(one => findingsOf[one]?.(row, context, rows) ?? [])),
];

const missingRow = (rows: readonly AccessServerRow[], {applicationServer}: JudgeContext): Finding[] => {
	if (applicationServer === undefined || rows.some(({isApplicationServer}) => isApplicationServer)) {
		return [];
	}

	const opaque = rows.filter(({classes}) => classes.includes('OPAQUE')).map(({id}) => id);
	// What an opaque value stands for is not known: it may be this very machine.
	return [finding('BAS-NOROW', 'warn', {host: applicationServer, rows: rows.length, ...(opaque.length > 0 && {opaqueRows: opaque})})];
};

type ToFindings = (row: AccessServerRow, context: JudgeContext, rows: readonly AccessServerRow[]) => Finding[];

const findingsOf: Readonly<Partial<Record<AccessServerRow['classes'][number], ToFindings>>> = {
	STALE(row, context) {
		const column = row.staleColumn ?? 'MachineName';
		const before = column === 'MachineName' ? row.machineName : row.ipAddress;
		const after = context.replacement(row);
		return [finding(
			'BAS-STALE',
			'fail',
			{
				...valuesOf(row), rowId: row.id, column, value: before, reason: row.reason, division: context.division, profile: context.profile, after,
			},
			after === undefined
				? undefined
				: {
					kind: 'access-server', division: context.division, rowId: row.id, column, before, after,
				},
		)];
	},
	'MAC-MISMATCH'(row, {selectedMac}) {
		// Only the application server's own line is verified against the chosen address; workstations have their own.
		const isVerified = row.isApplicationServer && row.checksMacAddress;
		const severity = isVerified ? 'fail' : (row.isApplicationServer || row.machineName === '' ? 'warn' : 'info');
		return [finding('BAS-MAC', severity, {
			...valuesOf(row), rowId: row.id, value: row.macAddress, expected: formatMacAddress(selectedMac ?? ''), reason: row.reason,
		})];
	},
	'UNKNOWN-NAME': (row, {profile}) => [finding('BAS-UNKNOWN', 'warn', {
		...valuesOf(row), profile, rowId: row.id, value: row.machineName === '' ? row.ipAddress : row.machineName, reason: row.reason,
	})],
	OPAQUE: row => [finding('BAS-OPAQUE', 'warn', {
		...valuesOf(row), rowId: row.id, column: row.reason.startsWith('MacAddress') ? 'MacAddress' : 'MachineName', reason: row.reason,
	})],
	INERT: row => [finding('BAS-INERT', 'info', {...valuesOf(row), rowId: row.id})],
	EMPTY: row => [finding('BAS-EMPTY', 'info', {...valuesOf(row), rowId: row.id})],
	DUPLICATE: (row, _context, rows) => [finding('BAS-DUPLICATE', 'info', {...valuesOf(row), rowId: row.id, other: rows.find(({id, machineName, ipAddress}) => id !== row.id && machineName.toLowerCase() === row.machineName.toLowerCase() && ipAddress === row.ipAddress)?.id})],
};

const valuesOf = ({machineName, ipAddress, macAddress, macAddress2, checksIpAddress, checksMachineName, checksMacAddress}: AccessServerRow) => ({
	machineName,
	ipAddress,
	macAddress,
	...(macAddress2 !== undefined && {macAddress2}),
	checks: [checksIpAddress && 'IPAddress', checksMachineName && 'MachineName', checksMacAddress && 'MacAddress'].filter(check => check !== false),
});
