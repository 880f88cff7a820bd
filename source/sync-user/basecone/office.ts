import type {Workspace} from '../../workspace/contract.js';
import type {OfficeCompany, OfficeUser} from '../contract.js';
import {textOf} from '../text-of.js';
import {openOfficeClient} from './office-client.js';

/** The Basecone office, as its public API tells it. */
export type Office = {
	readonly currentUser: () => Promise<OfficeUser>;
	readonly users: () => Promise<readonly OfficeUser[]>;
	readonly connections: () => Promise<ReadonlyArray<{readonly id: string; readonly type: string; readonly description: string}>>;
	/** All that the owner of the key sees; a SuperUser sees all. */
	readonly companies: () => Promise<readonly OfficeCompany[]>;
	/** Ids of the companies that a user can open. */
	readonly companiesOf: (userId: string) => Promise<ReadonlySet<string>>;
	readonly grant: (userId: string, companyIds: readonly string[]) => Promise<void>;
	/** Companies that could be added: an answer means that the link of the synchronisation user answered. */
	readonly connectable: (connectionId: string) => Promise<ReadonlyArray<{readonly externalId: string; readonly name: string}>>;
	/** The one link that the public API can set. */
	readonly setAddison: (userId: string, connectionId: string, credentials: {readonly username: string; readonly password: string} | {readonly secret: string}) => Promise<void>;
};

/** Each list is read once. Undefined when the profile has no office. */
export const openOffice = async (workspace: Workspace, signal: AbortSignal): Promise<Office | undefined> => {
	const client = await openOfficeClient(workspace, signal);
	if (client === undefined) {
		return undefined;
	}

	return {
		currentUser: once(async () => userOf(await client.get('users/currentUser'))),
		users: once(async () => {
			const users = await client.list('users', 'users');
			return users.map(user => userOf(user));
		}),
		connections: once(async () => {
			const connections = await client.list('accountingsystems', 'accountingSystems');
			return connections.map(({id, type, description}) => ({id: textOf(id), type: textOf(type), description: textOf(description)}));
		}),
		companies: once(async () => {
			const companies = await client.list('companies', 'companies');
			return companies.map(company => companyOf(company)).filter(company => company !== undefined);
		}),
		async companiesOf(userId) {
			const companies = await client.list(`users/${encodeURIComponent(userId)}/companies`, 'companies');
			return new Set(companies.map(({id}) => textOf(id)));
		},
		async grant(userId, companyIds) {
			await client.post(`users/${encodeURIComponent(userId)}/companies/grant`, {companyIds});
		},
		async connectable(connectionId) {
			const {connectableCompanies = []} = await client.get(`accountingsystems/${encodeURIComponent(connectionId)}/connectable-companies`) as {readonly connectableCompanies?: ReadonlyArray<Readonly<Record<string, unknown>>>};
			return connectableCompanies.map(({externalId, companyName}) => ({externalId: textOf(externalId), name: textOf(companyName)}));
		},
		async setAddison(userId, connectionId, credentials) {
			await client.post(`users/${encodeURIComponent(userId)}/accountingsystems/${encodeURIComponent(connectionId)}/addison`, credentials);
		},
	};
};

/** The role that sees and manages connections. */
export const managingRole = 'SuperUser';

const once = <T>(read: () => Promise<T>) => {
	let reading: Promise<T> | undefined;
	return async () => {
		reading ??= read();
		return reading;
	};
};

const userOf = ({id, userName, username, name, roles, isActive}: Readonly<Record<string, unknown>>): OfficeUser => ({
	id: textOf(id),
	userName: textOf(userName ?? username),
	name: textOf(name),
	roles: Array.isArray(roles) ? roles.map(role => textOf(role)) : [],
	// No page names the field; a user that is listed counts as active unless it says otherwise.
	isActive: textOf(isActive).toLowerCase() !== 'false',
});

const companyOf = ({companyId, name, accountingSystem}: Readonly<Record<string, unknown>>): OfficeCompany | undefined => {
	if (typeof accountingSystem !== 'object' || accountingSystem === null) {
		return undefined;
	}

	const {type, externalId, companyCode} = accountingSystem as Readonly<Record<string, unknown>>;
	return {
		id: textOf(companyId), name: textOf(name), type: textOf(type), externalId: textOf(externalId), companyCode: textOf(companyCode),
	};
};
