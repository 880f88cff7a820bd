import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type {SampleCompany} from '../../fixtures/accounting-system/options.js';
import {startAccountingSystem} from '../../fixtures/accounting-system/start-accounting-system.js';
import {startOffice} from '../../fixtures/office/start-office.js';
import {openAuditLog} from '../../source/audit/audit-log.js';
import {openCredentials} from '../../source/credentials/open-credentials.js';
import {openSampleVault} from '../../source/demo/sample-stores.js';
import {connectionStatuses} from '../../source/sync-user/statuses.js';
import {tokenName, type Tokens} from '../../source/sync-user/tokens/token-store.js';
import type {Workspace} from '../../source/workspace/contract.js';
import {sampleProfile} from '../console/sample-services.js';
import type {Figure} from './figure.js';

const connectionCount = 50;
const companiesEach = 40;

/** All connections at once against the slowest one alone; the accounting systems take their time, as real ones do. */
export const allConnections: Figure = {
	name: 'sync-user status of 50 connections with 2,000 companies',
	measures: 'times the slowest single connection',
	aim: 2,
	async measure() {
		const folder = await mkdtemp(path.join(os.tmpdir(), 'baco-benchmark-'));
		const before = process.env.BACO_HOME;
		process.env.BACO_HOME = folder;
		const {workspace, stop, overLimit} = await openOffice(folder);
		try {
			const {signal} = new AbortController();
			await connectionStatuses(workspace, {signal});
			const singles: number[] = [];
			for (let index = 0; index < connectionCount; index += 5) {
				singles.push(await seconds(async () => connectionStatuses(workspace, {signal, connections: [`a${index}`]}))); // eslint-disable-line no-await-in-loop -- one at a time
			}

			const all = await seconds(async () => connectionStatuses(workspace, {signal}));
			const {statuses} = await connectionStatuses(workspace, {signal});
			const covered = statuses.reduce((sum, {coverage}) => sum + (coverage?.covered.length ?? 0), 0);
			const slowest = Math.max(...singles);
			return {value: all / slowest, detail: `all ${all.toFixed(2)} s, slowest single ${slowest.toFixed(2)} s, ${covered} companies covered, ${overLimit()} calls over the limit`};
		} finally {
			await stop();
			await rm(folder, {recursive: true, force: true});
			process.env.BACO_HOME = before;
		}
	},
};

const seconds = async (work: () => Promise<unknown>) => {
	const start = performance.now();
	await work();
	return (performance.now() - start) / 1000;
};

const openOffice = async (folder: string) => {
	const companies: SampleCompany[] = Array.from({length: connectionCount * companiesEach}, (_, index) => ({code: String(100_000 + index), name: `Company ${index}`}));
	const ids = Array.from({length: connectionCount}, (_, index) => `a${index}`);
	const own = (index: number) => companies.slice(index * companiesEach, (index + 1) * companiesEach).map(({code}) => code);
	const system = await startAccountingSystem({
		kind: 'exact-online',
		clients: [{id: 'app', secret: 'app-secret', redirectUris: ['http://127.0.0.1/callback']}],
		users: ids.map((id, index) => ({login: `user-${id}`, companies: own(index)})),
		companies,
		faults: {delayMs: 400},
	});
	const office = await startOffice({
		name: 'Office',
		code: 'OFFICE',
		clientIdentifier: 'baco',
		apiAccessKey: 'key',
		currentUserId: 'u1',
		users: [{
			id: 'u1', userName: 'monica', name: 'Monica', email: '', roles: ['SuperUser'], companies: [],
		}],
		companies: companies.map(({code, name}) => ({
			id: `c${code}`, name, type: 'Exact', externalId: code, companyCode: code,
		})),
		connections: ids.map(id => ({
			id, type: 'Exact', description: `Exact ${id}`, connectable: [],
		})),
		faults: {delayMs: 100},
	});
	const credentials = openCredentials({environment: {BACO_KEYCHAIN: 'off'}, vault: openSampleVault(path.join(folder, 'tokens.json'))});
	credentials.remember('bench/office', 'key');
	for (const id of ids) {
		/* eslint-disable no-await-in-loop -- one file */
		const {accessToken, refreshToken} = await system.grant(`user-${id}`, 'app');
		const tokens: Tokens = {
			accessToken, refreshToken, accessExpiresAt: Date.now() + 600_000, receivedAt: Date.now(), grantId: id, grantedAt: Date.now(), url: system.url, clientId: 'app',
		};
		await credentials.write(tokenName({profile: 'bench', id}), JSON.stringify(tokens));
		credentials.remember(`bench/sync-client@${id}`, 'app-secret');
		/* eslint-enable no-await-in-loop */
	}

	const workspace: Workspace = {
		profile: {
			...sampleProfile,
			name: 'bench',
			office: {url: office.url, clientIdentifier: 'baco'},
			accountingSystems: Object.fromEntries(ids.map(id => [id, {
				system: 'exact-online', url: system.url, clientId: 'app', redirectUri: 'http://127.0.0.1/callback',
			}])),
		},
		credentials,
		audit: openAuditLog(path.join(folder, 'audit.ndjson')),
		async synergy() {
			throw new Error('No SQL server here');
		},
		statements: [],
		recordStatement: () => undefined,
		onStatement: () => () => undefined,
		close: async () => undefined,
	};
	return {
		workspace,
		overLimit: () => system.requests.filter(({isOverLimit}) => isOverLimit === true).length,
		async stop() {
			await Promise.all([system.stop(), office.stop()]);
		},
	};
};
