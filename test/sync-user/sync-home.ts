import path from 'node:path';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import type {ExecutionContext} from 'ava';
import type {AccountingSystemOptions, SampleUser} from '../../fixtures/accounting-system/options.js';
import {startAccountingSystem} from '../../fixtures/accounting-system/start-accounting-system.js';
import type {OfficeOptions, OfficeUser} from '../../fixtures/office/options.js';
import {startOffice} from '../../fixtures/office/start-office.js';
import {openAuditLog} from '../../source/audit/audit-log.js';
import {openCredentials} from '../../source/credentials/open-credentials.js';
import {openSampleVault} from '../../source/demo/sample-stores.js';
import type {AccountingSystem, Profile} from '../../source/profiles/profile.js';
import {tokenName, type Tokens} from '../../source/sync-user/tokens/token-store.js';
import type {Workspace} from '../../source/workspace/contract.js';
import {sampleProfile} from '../console/sample-services.js';

export const registered = 'http://127.0.0.1/callback';
export const companies = ['Holding', 'Parts', 'Rental'].map((name, index) => ({code: String(101 + index), hid: String(index + 1), name: `Delta ${name}`}));
export const connector: SampleUser = {login: 'CX_Basecone', fullName: 'Connector', companies: companies.map(({code}) => code)};

/** Users of the office: one who may do all, one who lacks companies. */
export const monica: OfficeUser = {
	id: 'u1', userName: 'monica', name: 'Monica', email: 'm@delta.example', roles: ['SuperUser'], companies: ['c101', 'c102', 'c103'],
};
export const pieter: OfficeUser = {
	id: 'u2', userName: 'pieter', name: 'Pieter', email: 'p@delta.example', roles: ['Accountant'], companies: ['c101'],
};

export type SyncHomeOptions = {
	readonly exact?: Partial<AccountingSystemOptions>;
	readonly office?: Partial<OfficeOptions> | 'none';
	readonly settings?: Partial<AccountingSystem>;
	readonly profile?: Partial<Profile>;
	readonly kind?: 'exact-online' | 'twinfield';
};

let homes = 0;
let folder: string | undefined;

/** One home for a test file: profiles of different names do not meet in it. */
const sharedHome = (): string => {
	if (folder === undefined) {
		const made = mkdtempSync(path.join(os.tmpdir(), 'baco-sync-'));
		folder = made;
		process.env.BACO_HOME = made;
		process.on('exit', () => {
			rmSync(made, {recursive: true, force: true});
		});
	}

	return folder;
};

/** An accounting system, the office before it, and a workspace with stores of its own that reaches both. */
export const openSyncHome = async (t: ExecutionContext, {exact, office, settings, profile, kind = 'exact-online'}: SyncHomeOptions = {}) => {
	homes++;
	const home = sharedHome();
	const name = `p${process.pid}-${homes}`;
	const system = await startAccountingSystem({
		kind,
		clients: [{id: 'app', secret: 'secret-of-the-app', redirectUris: [registered]}, {id: 'other', secret: 'secret-of-another', redirectUris: [registered]}],
		users: [connector, {login: 'CX_Poor', companies: ['101']}],
		companies,
		...exact,
	});
	t.teardown(system.stop);
	const type = kind === 'exact-online' ? 'Exact' : 'Twinfield';
	const front = office === 'none'
		? undefined
		: await startOffice({
			name: 'Delta',
			code: 'DELTA',
			clientIdentifier: 'baco',
			apiAccessKey: 'key-of-monica',
			currentUserId: 'u1',
			users: [{...monica}, {...pieter}],
			companies: companies.map(company => ({
				id: `c${company.code}`, name: company.name, type, externalId: company.code, companyCode: company.hid,
			})),
			connections: [{
				id: 'link', type, description: 'Exact (delta)', connectable: [],
			}],
			...office,
		});
	if (front !== undefined) {
		t.teardown(front.stop);
	}

	const vault = openSampleVault(path.join(home, name, 'tokens.json'));
	const url = kind === 'exact-online' ? system.url : `${system.url}/auth/authentication`;
	const workspaceProfile: Profile = {
		...sampleProfile,
		name,
		...(front !== undefined && {office: {url: front.url, clientIdentifier: 'baco'}}),
		accountingSystems: {
			link: {
				system: kind, url, clientId: 'app', redirectUri: registered, ...settings,
			},
		},
		...profile,
	};
	const auditFile = path.join(home, name, 'audit.ndjson');
	const openWorkspace = (): Workspace => {
		const credentials = openCredentials({environment: {BACO_KEYCHAIN: 'off'}, vault});
		credentials.remember(`${name}/office`, 'key-of-monica');
		credentials.remember(`${name}/sync-client@link`, 'secret-of-the-app');
		return {
			profile: workspaceProfile,
			credentials,
			audit: openAuditLog(auditFile),
			async synergy() {
				throw new Error('No SQL server here');
			},
			statements: [],
			recordStatement: () => undefined,
			onStatement: () => () => undefined,
			close: async () => undefined,
		};
	};

	const workspace = openWorkspace();
	const link = {profile: name, id: 'link'};
	return {
		system,
		office: front,
		workspace,
		openWorkspace,
		vault,
		name,
		link,
		home: path.join(home, name),
		/** Links a user, for Monica, as if that had been done before. */
		async linkUser(login = connector.login, changes: Partial<Tokens> = {}): Promise<Tokens> {
			const {accessToken, refreshToken, accessTokenSeconds} = await system.grant(login, 'app');
			const tokens: Tokens = {
				accessToken, refreshToken, accessExpiresAt: Date.now() + (accessTokenSeconds * 1000), receivedAt: Date.now(), grantId: 'first', grantedAt: Date.now(), url, clientId: 'app', account: {id: login, name: login}, madeFor: {id: 'u1', name: 'Monica'}, ...changes,
			};
			await workspace.credentials.write(tokenName(link), JSON.stringify(tokens));
			return tokens;
		},
		/** The tokens as they lie in the store now. */
		async stored(): Promise<Tokens | undefined> {
			const text = await workspace.credentials.readKept(tokenName(link));
			return text === undefined ? undefined : JSON.parse(text) as Tokens;
		},
		/** Slots of relinks that are not in force. */
		async candidates(): Promise<readonly string[]> {
			const names = await vault.names();
			return names.filter(slot => slot.includes('sync-candidate'));
		},
	};
};

export type SyncHome = Awaited<ReturnType<typeof openSyncHome>>;

export const never = new AbortController().signal;
