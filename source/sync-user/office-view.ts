import {toBacoError, type BacoError} from '../problems/baco-error.js';
import type {Workspace} from '../workspace/contract.js';
import {openOffice, type Office} from './basecone/office.js';
import type {Connection, OfficeCompany, SystemId} from './contract.js';
import {ownersOf, type AssignmentFault} from './company-owners.js';
import {readSyncState, type ListedConnection, type SyncState} from './sync-state.js';

/** What one look at the office and the profile found; shared by all connections that are looked at together. */
export type OfficeView = {
	readonly office: Office | undefined;
	readonly connections: readonly Connection[];
	/** Undefined when there is no office, or it could not be asked. */
	readonly companies: readonly OfficeCompany[] | undefined;
	/** Why the office could not be asked. */
	readonly problem: BacoError | undefined;
	readonly state: SyncState;
};

/** Reads the office, as far as it answers, and puts what the profile says beside it; while it does not answer its connections are those that it listed last. Rejects with SYNC-STATE-FILE only. */
export const readOfficeView = async (workspace: Workspace, signal: AbortSignal): Promise<OfficeView> => {
	const state = await readSyncState(workspace.profile.name);
	const settings = workspace.profile.accountingSystems ?? {};
	try {
		const office = await openOffice(workspace, signal);
		const [listed, companies] = office === undefined ? [undefined, undefined] : await Promise.all([office.connections(), office.companies()]);
		return {
			office, connections: merge(settings, listed), companies, problem: undefined, state,
		};
	} catch (error) {
		signal.throwIfAborted();
		return {
			office: undefined, connections: merge(settings, undefined, state.office), companies: undefined, problem: toBacoError(error), state,
		};
	}
};

/** The companies that a connection must cover; those that belong to one of several connections of the type, and it is not known to which, are counted apart. Undefined when the office could not be asked. */
export const neededCompanies = (view: OfficeView, connection: Connection): NeededCompanies | undefined => {
	const {companies} = view;
	if (companies === undefined || connection.isInOffice !== true) {
		return undefined;
	}

	const ofType = companies.filter(({type}) => type === connection.type);
	if (sameType(view, connection).length === 1) {
		return {needed: ofType, unassigned: [], faults: []};
	}

	const {owners, faults} = ownersOf(sameType(view, connection), ofType, view.state);
	return {
		needed: ofType.filter(({id}) => owners.get(id) === connection.id),
		unassigned: ofType.filter(({id}) => !owners.has(id)),
		faults: faults.filter(fault => fault.connection === connection.id),
	};
};

export type NeededCompanies = {
	readonly needed: readonly OfficeCompany[];
	readonly unassigned: readonly OfficeCompany[];
	/** What the profile assigns to this connection and cannot be meant. */
	readonly faults: readonly AssignmentFault[];
};

/** The connections of the office with the same type: nothing but an assignment tells their companies apart. */
export const sameType = ({connections}: OfficeView, {type}: Connection): readonly Connection[] => connections.filter(other => other.isInOffice === true && other.type === type);

const merge = (settings: NonNullable<Workspace['profile']['accountingSystems']>, listed: readonly ListedConnection[] | undefined, remembered: readonly ListedConnection[] = []): Connection[] => {
	const known = new Map(Object.entries(settings).map(([id, value]) => [id.toLowerCase(), {id, value}]));
	const inOffice = (listed ?? remembered).map(({id, type, description}): Connection => {
		const {value} = known.get(id.toLowerCase()) ?? {};
		return {
			id, type, description, system: value?.system ?? systemOf(type), settings: value, isInOffice: listed === undefined ? undefined : true,
		};
	});
	const ids = new Set(inOffice.map(({id}) => id.toLowerCase()));
	const others = known.values().filter(({id}) => !ids.has(id.toLowerCase())).map(({id, value}): Connection => ({
		id,
		type: typeNames[value.system],
		description: value.description ?? id,
		system: value.system,
		settings: value,
		isInOffice: listed === undefined ? undefined : false,
	}));
	return [...inOffice, ...others];
};

/** The office's words for systems whose link baco can hold; others are an open list. */
const systemOf = (type: string): SystemId => systems[type.toLowerCase()] ?? 'basecone';

const systems: Readonly<Record<string, SystemId>> = {exact: 'exact-online', twinfield: 'twinfield'};

const typeNames: Readonly<Record<SystemId, string>> = {
	'exact-online': 'Exact', twinfield: 'Twinfield', basecone: 'Basecone', globe: 'Globe',
};
