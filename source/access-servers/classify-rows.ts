import {formatMacAddress, parseMacAddress} from '../divisions/mac-address.js';
import type {
	AccessServerRow,
	AccessServerValues,
	RepairColumn,
	RowClass,
} from './contract.js';
import {isSameMachine, isLikeName} from './machine-name.js';

/** What is known about machines when rows are judged. */
export type Knowledge = {
	/** Names that a row may rightly have, with where each comes from. */
	readonly expected: ReadonlyArray<{readonly name: string; readonly source: string}>;
	/** Names that are proven old, with the proof. */
	readonly former: ReadonlyArray<{readonly name: string; readonly source: string}>;
	/** Host names that do not exist in DNS any more, in lower case. */
	readonly unresolved: ReadonlySet<string>;
	/** The host of the entity service. */
	readonly applicationServer: string | undefined;
	readonly applicationAddresses: readonly string[];
	readonly sqlAddresses: readonly string[];
	/** The MAC address that the connection was set up with, twelve digits. */
	readonly selectedMac: string | undefined;
};

/** Classifies every row with its reason, by what is known. Pure: names were resolved before. */
export const classifyRows = (rows: readonly AccessServerValues[], knowledge: Knowledge): AccessServerRow[] =>
	rows.map((row, index) => {
		const twin = rows.find((other, otherIndex) => otherIndex !== index && hasSameIdentity(other, row));
		return classifyRow(row, knowledge, twin?.id);
	});

type Judgement = {readonly class?: RowClass; readonly reason: string; readonly column?: RepairColumn; readonly isApplicationServer?: boolean};

const classifyRow = (row: AccessServerValues, knowledge: Knowledge, twin: number | undefined): AccessServerRow => {
	const judgements = [
		...judgeName(row.machineName, knowledge),
		...judgeAddress(row, knowledge),
		...[row.macAddress, row.macAddress2 ?? ''].flatMap((mac, index) => judgeMac(mac, index === 0 ? 'MacAddress' : 'MacAddress2', knowledge)),
		...judgeRow(row, twin),
	];
	const found = new Set(judgements.map(judgement => judgement.class).filter(one => one !== undefined));
	if (severe.some(one => found.has(one))) {
		found.delete('OK');
	}

	const staleColumn = judgements.find(judgement => judgement.class === 'STALE')?.column;
	return {
		...row,
		classes: order.filter(one => found.has(one)),
		reason: [...new Set(judgements.map(({reason}) => reason))].join('; '),
		isApplicationServer: judgements.some(({isApplicationServer}) => isApplicationServer),
		...(staleColumn !== undefined && {staleColumn}),
	};
};

const order: readonly RowClass[] = ['STALE', 'MAC-MISMATCH', 'UNKNOWN-NAME', 'OPAQUE', 'EMPTY', 'OK', 'DUPLICATE', 'INERT'];
const severe: readonly RowClass[] = ['STALE', 'MAC-MISMATCH', 'UNKNOWN-NAME', 'EMPTY'];

const judgeName = (value: string, knowledge: Knowledge): Judgement[] => {
	if (value === '') {
		return [];
	}

	if (parseMacAddress(value) !== undefined) {
		return judgeMac(value, 'MachineName', knowledge);
	}

	if (!isLikeName(value)) {
		return [{class: 'OPAQUE', reason: 'MachineName is neither a host name nor a MAC address'}];
	}

	const isAppServer = knowledge.applicationServer !== undefined && isSameMachine(value, knowledge.applicationServer);
	const expected = knowledge.expected.find(({name}) => isSameMachine(name, value));
	if (expected !== undefined) {
		return [{class: 'OK', reason: `${value} is ${expected.source}`, isApplicationServer: isAppServer}];
	}

	const proof = proofOfAge(value, knowledge);
	return [proof === undefined
		? {class: 'UNKNOWN-NAME', reason: `${value} is in no setting, and nothing proves it old`}
		: {class: 'STALE', reason: `${value} ${proof}`, column: 'MachineName'}];
};

const proofOfAge = (value: string, {former, unresolved}: Knowledge): string | undefined => {
	const known = former.find(({name}) => isSameMachine(name, value));
	if (known !== undefined) {
		return known.source;
	}

	return unresolved.has(value.toLowerCase()) ? 'does not resolve in DNS any more' : undefined;
};

const judgeAddress = ({ipAddress, machineName, macAddress}: AccessServerValues, knowledge: Knowledge): Judgement[] => {
	if (ipAddress === '') {
		return [];
	}

	const former = knowledge.former.find(({name}) => name.trim() === ipAddress);
	if (former !== undefined) {
		return [{class: 'STALE', reason: `${ipAddress} ${former.source}`, column: 'IPAddress'}];
	}

	if (knowledge.applicationAddresses.includes(ipAddress)) {
		return [{class: 'OK', reason: `${ipAddress} is an address of the application server`, isApplicationServer: true}];
	}

	if (knowledge.sqlAddresses.includes(ipAddress)) {
		return [{class: 'OK', reason: `${ipAddress} is an address of the SQL server`}];
	}

	// The name or the MAC address says more; only a row with nothing else is judged by its address.
	return machineName === '' && macAddress === '' ? [{class: 'UNKNOWN-NAME', reason: `${ipAddress} is an address of neither server`}] : [];
};

const judgeMac = (value: string, column: string, {selectedMac}: Knowledge): Judgement[] => {
	if (value === '') {
		return [];
	}

	const mac = parseMacAddress(value);
	if (mac === undefined) {
		return [{class: 'OPAQUE', reason: `${column} is no plain MAC address`}];
	}

	if (selectedMac === undefined) {
		return [{reason: `${column} cannot be judged: the profile names no MAC address`}];
	}

	return [mac === selectedMac
		? {class: 'OK', reason: `${column} is the selected one`, isApplicationServer: true}
		: {class: 'MAC-MISMATCH', reason: `${column} is ${formatMacAddress(mac)}, the selected one is ${formatMacAddress(selectedMac)}`}];
};

const judgeRow = (row: AccessServerValues, twin: number | undefined): Judgement[] => {
	const isEmpty = [row.machineName, row.ipAddress, row.macAddress, row.macAddress2 ?? ''].every(value => value === '');
	const isInert = !row.checksIpAddress && !row.checksMachineName && !row.checksMacAddress;
	return [
		...(isEmpty ? [{class: 'EMPTY', reason: 'no identity is filled in'} as const] : []),
		...(twin === undefined ? [] : [{class: 'DUPLICATE', reason: `the same identity as row ${twin}`} as const]),
		...(isInert ? [{class: 'INERT', reason: 'no check is on, so the row verifies nothing'} as const] : []),
	];
};

const hasSameIdentity = (one: AccessServerValues, other: AccessServerValues) => {
	const key = ({machineName, ipAddress, macAddress}: AccessServerValues) =>
		[machineName.toLowerCase().replace(/(?<!\.)\.+$/v, ''), ipAddress.toLowerCase(), parseMacAddress(macAddress) ?? macAddress];
	const [a, b] = [key(one), key(other)];
	return a.some(value => value !== '') && a.every((value, index) => value === b[index]);
};
