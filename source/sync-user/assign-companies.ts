import type {AuditRecord} from '../audit/contract.js';
import {BacoError} from '../problems/baco-error.js';
import {changeProfile} from '../profiles/profile-store.js';
import type {AccountingSystem} from '../profiles/profile.js';
import type {Workspace} from '../workspace/contract.js';
import {finderOf, ownersOf} from './company-owners.js';
import type {Connection, OfficeCompany} from './contract.js';
import {codeOf} from './coverage.js';
import {sameType, type OfficeView} from './office-view.js';
import {recordChange} from './record-change.js';
import {refuseOthers} from './refuse-others.js';

/** A company, and the connection that it belongs to as far as is known. */
export type Owned = {
	readonly company: OfficeCompany;
	readonly owner: Connection | undefined;
	/** By the operator's word, or because its user alone was seen to have it. */
	readonly by: 'operator' | 'seen' | undefined;
};

/** The companies of a connection's type with their connections. Rejects with SYNC-ALONE where there is nothing to choose, with why the office could not be asked, or with SYNC-NO-OFFICE. */
export const ownedCompanies = (view: OfficeView, connection: Connection): readonly Owned[] => {
	const {companies, problem, state} = view;
	if (companies === undefined || connection.isInOffice !== true) {
		throw problem ?? new BacoError('SYNC-NO-OFFICE');
	}

	const connections = sameType(view, connection);
	if (connections.length === 1) {
		throw new BacoError('SYNC-ALONE', {type: connection.type, connection: connection.description});
	}

	const ofType = companies.filter(({type}) => type === connection.type);
	const {owners} = ownersOf(connections, ofType, state);
	const find = finderOf(ofType);
	const said = new Set(connections.flatMap(({settings}) => settings?.companies ?? []).flatMap(entry => find(entry)).map(({id}) => id));
	return ofType.map(company => {
		const owner = connections.find(({id}) => id === owners.get(company.id));
		return {company, owner, by: owner === undefined ? undefined : (said.has(company.id) ? 'operator' : 'seen')};
	});
};

/** The companies that a person means by id, code or name. Rejects with SYNC-COMPANY. */
export const meantCompanies = (owned: readonly Owned[], given: readonly string[]): readonly Owned[] => {
	const companies = owned.map(({company}) => company);
	const find = finderOf(companies);
	const meant = new Set(given.map(text => {
		const byCode = find(text);
		const found = byCode.length > 0 ? byCode : companies.filter(({name}) => name.trim().toLowerCase() === text.trim().toLowerCase());
		if (found.length !== 1) {
			throw new BacoError('SYNC-COMPANY', {company: text, reason: found.length === 0 ? 'the office has no such company of this type' : `it may be each of ${found.map(({id, name}) => `${id} (${name})`).join(', ')}`});
		}

		return found[0]!.id;
	}));
	return owned.filter(({company}) => meant.has(company.id));
};

export type AssignmentChange = {readonly connection: Connection; readonly companies: readonly Owned[]; readonly isRelease: boolean};

/** Writes into the profile which connection companies belong to, or takes that back. Rejects with BAS-READONLY, SYNC-ROLE or SYNC-ASSIGN-CHANGED. */
export const assignCompanies = async (workspace: Workspace, view: OfficeView, {connection, companies, isRelease}: AssignmentChange): Promise<AuditRecord> => {
	await refuseOthers(workspace, view);
	const names = (list: readonly Owned[]) => list.map(({company}) => `${codeOf(company)} ${company.name}`).join(', ');
	return recordChange(workspace, {
		action: 'sync-user.assign',
		connection,
		before: companies.map(({company, owner, by}) => `${codeOf(company)}: ${by === 'operator' ? owner!.description : 'not assigned'}`).join(', '),
		after: isRelease ? `released: ${names(companies)}` : `assigned: ${names(companies)}`,
		coverage: undefined,
		reason: undefined,
	}, async () => {
		await changeProfile(workspace.profile.name, before => {
			const systems = (before.accountingSystems ?? {}) as Readonly<Record<string, AccountingSystem>>;
			const rivals = new Set(sameType(view, connection).map(({id}) => id.toLowerCase()));
			refuseChanged(companies, rivalLists(workspace.profile.accountingSystems ?? {}, rivals), rivalLists(systems, rivals));
			return {...before, accountingSystems: assigned(systems, connection, {companies, isRelease, rivals})};
		});
	});
};

type Lists = ReadonlyArray<readonly [connection: string, entries: readonly string[]]>;

const rivalLists = (systems: Readonly<Record<string, AccountingSystem>>, rivals: ReadonlySet<string>): Lists =>
	Object.entries(systems).filter(([id]) => rivals.has(id.toLowerCase())).map(([id, {companies = []}]) => [id, companies]);

/** Somebody else may have assigned the same companies since they were shown. */
const refuseChanged = (companies: readonly Owned[], shown: Lists, now: Lists) => {
	const holders = (lists: Lists, company: OfficeCompany) => lists.filter(([, entries]) => entries.some(entry => isMeant(entry, company))).map(([id]) => id).join(' ');
	const changed = companies.find(({company}) => holders(shown, company) !== holders(now, company));
	if (changed !== undefined) {
		throw new BacoError('SYNC-ASSIGN-CHANGED', {company: `${codeOf(changed.company)} ${changed.company.name}`});
	}
};

const assigned = (systems: Readonly<Record<string, AccountingSystem>>, {id, system}: Connection, {companies, isRelease, rivals}: Pick<AssignmentChange, 'companies' | 'isRelease'> & {readonly rivals: ReadonlySet<string>}) => {
	const without: Readonly<Record<string, AccountingSystem>> = Object.fromEntries(Object.entries(systems).map(([name, settings]) => [name, rivals.has(name.toLowerCase()) ? withoutCompanies(settings, companies) : settings] as const));
	if (isRelease) {
		return without;
	}

	const key = Object.keys(systems).find(name => name.toLowerCase() === id.toLowerCase()) ?? id;
	const target: AccountingSystem = without[key] ?? {system};
	return {...without, [key]: {...target, companies: [...target.companies ?? [], ...companies.map(({company}) => company.id)]}};
};

const withoutCompanies = ({companies: entries, ...settings}: AccountingSystem, companies: readonly Owned[]): AccountingSystem => {
	const kept = (entries ?? []).filter(entry => companies.every(({company}) => !isMeant(entry, company)));
	return kept.length === 0 ? settings : {...settings, companies: kept};
};

const isMeant = (entry: string, {id, externalId, companyCode}: OfficeCompany) => [id, externalId, companyCode].some(text => text.trim().toLowerCase() === entry.trim().toLowerCase());
