import type {Connection, OfficeCompany} from './contract.js';
import {stateOf, type SyncState} from './sync-state.js';

/** An entry of the profile that assigns nothing. */
export type AssignmentFault = {readonly connection: string; readonly entry: string; readonly reason: string};

/**
To which of several connections of one type the companies belong: the operator's word counts, then which connection alone was once seen
to cover a company. One that two claim belongs to nobody until that is settled.
*/
export const ownersOf = (connections: readonly Connection[], companies: readonly OfficeCompany[], state: SyncState): {readonly owners: ReadonlyMap<string, string>; readonly faults: readonly AssignmentFault[]} => {
	const find = finderOf(companies);
	const said = connections.flatMap(({id, settings}) => (settings?.companies ?? []).map(entry => ({connection: id, entry, found: find(entry)})));
	const claims = claimsOf(said.flatMap(({connection, found}) => found.length === 1 ? [[found[0]!.id, connection] as const] : []));
	const seen = claimsOf(connections.flatMap(({id}) => (stateOf(state, id).companies ?? []).filter(company => !claims.has(company)).map(company => [company, id] as const)));
	const faults = said.flatMap(({connection, entry, found}) => {
		const reason = found.length === 1 ? contested(claims.get(found[0]!.id)!, connection) : (found.length === 0 ? 'the office has no such company of this type' : `several companies have this code (${found.map(({id}) => id).join(', ')})`);
		return reason === undefined ? [] : [{connection, entry, reason}];
	});
	return {owners: new Map([...claims, ...seen].flatMap(([company, claimants]) => claimants.size === 1 ? [[company, [...claimants][0]!] as const] : [])), faults};
};

/** Finds companies by id, else by one of their codes, without regard to case. */
export const finderOf = (companies: readonly OfficeCompany[]): (entry: string) => readonly OfficeCompany[] => {
	const byId = new Map(companies.map(company => [normal(company.id), company]));
	const byCode = Map.groupBy(companies.flatMap(company => [...new Set([normal(company.externalId), normal(company.companyCode)])].map(code => ({code, company}))), ({code}) => code);
	return entry => {
		const wanted = normal(entry);
		const company = byId.get(wanted);
		return company === undefined ? (byCode.get(wanted) ?? []).map(found => found.company) : [company];
	};
};

const claimsOf = (claims: ReadonlyArray<readonly [company: string, connection: string]>): ReadonlyMap<string, ReadonlySet<string>> =>
	new Map(Map.groupBy(claims, ([company]) => company).entries().map(([company, found]) => [company, new Set(found.map(([, connection]) => connection))]));

const contested = (claimants: ReadonlySet<string>, connection: string) => claimants.size === 1 ? undefined : `${[...claimants].filter(id => id !== connection).join(', ')} has it as well`;

const normal = (text: string) => text.trim().toLowerCase();
