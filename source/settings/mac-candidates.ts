import os from 'node:os';
import {isSameMachine} from '../access-servers/machine-name.js';
import {formatMacAddress, parseMacAddress} from '../divisions/mac-address.js';

/** An address to choose from, and where it was found. */
export type MacCandidate = {readonly value: string; readonly source: string};

export type RegisteredAddress = {readonly machineName: string; readonly macAddress: string; readonly isApplicationServer: boolean};

/** What tells this machine from others. */
export type ThisMachine = {readonly name: string; readonly cards: Readonly<ReturnType<typeof os.networkInterfaces>>};

const thisMachine = (): ThisMachine => ({name: os.hostname(), cards: os.networkInterfaces()});

/** Whether baco runs on the application server itself: by its name, or by an address of it. */
export const isHere = (appServer: string | undefined, {name, cards}: ThisMachine = thisMachine()): boolean =>
	appServer !== undefined && (isSameMachine(appServer, name) || Object.values(cards).flatMap(addresses => addresses ?? []).some(({address, internal}) => !internal && address === appServer));

/** The addresses of the application server: those that a Globe database has registered for it, and its network cards when it is this machine. Cards of any other machine are none of its. */
export const macCandidates = (rows: readonly RegisteredAddress[], {isOwn, machine = thisMachine()}: {readonly isOwn: boolean; readonly machine?: ThisMachine}): MacCandidate[] => {
	const registered = rows.filter(({isApplicationServer}) => isApplicationServer).flatMap(({macAddress, machineName}) => candidate(macAddress, `registered for ${machineName} in BacoAccessServers`));
	const own = isOwn ? Object.entries(machine.cards).flatMap(([card, addresses]) => (addresses ?? []).filter(({internal, mac}) => !internal && mac !== '00:00:00:00:00:00').flatMap(({mac}) => candidate(mac, `network card ${card} of this machine, the application server`))) : [];
	return [...registered, ...own].filter((one, index, all) => all.findIndex(({value}) => value === one.value) === index);
};

export type MacOrigin = {
	/** As the settings name it; undefined when they name none. */
	readonly applicationServer: string | undefined;
	readonly division: string;
	readonly isOwn: boolean;
	/** How many addresses were found. */
	readonly count: number;
};

/** Whose list it is, and where its own one is. */
export const macOriginText = ({applicationServer, division, isOwn, count}: MacOrigin): string => {
	const server = applicationServer ?? 'the application server';
	const own = `Its own list: run getmac on ${server}.`;
	return count === 0 ? `BacoAccessServers of division ${division} has no MAC address for ${server}. ${own}` : `Addresses of ${server}, as BacoAccessServers of division ${division} has them${isOwn ? ', and its network cards, as it is this machine' : ''}. ${own}`;
};

const candidate = (address: string, source: string): MacCandidate[] => {
	const digits = parseMacAddress(address);
	return digits === undefined ? [] : [{value: formatMacAddress(digits), source}];
};
