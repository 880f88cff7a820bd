import {applyRepair} from '../access-servers/apply-repair.js';
import {planRepair, type RepairPlan} from '../access-servers/plan-repair.js';
import {readAccessServers} from '../access-servers/read-access-servers.js';
import {readLastResults, watchLastResults} from '../connection/last-results.js';
import {writeReport} from '../connection/report.js';
import {testDivision} from '../connection/test-division.js';
import {testDivisions} from '../connection/test-divisions.js';
import {listDivisions} from '../divisions/list-divisions.js';
import {withKeptMac} from '../settings/choose-mac.js';
import {undoChange} from '../settings/undo-change.js';
import type {Workspace} from '../workspace/contract.js';
import type {AccessServerTable} from '../access-servers/contract.js';
import {runServicesOf} from './live-run-services.js';
import {syncAndClose} from './live-sync-services.js';
import type {AccessServers, Services} from './services.js';
import {settingsServicesOf} from './settings-services.js';

/** The services that the commands use, for the screens. Tests go with the MAC address that is kept by then: it may be chosen while the console is open. */
export const servicesOf = (workspace: Workspace): Services => ({
	profile: workspace.profile,
	listDivisions: async ({signal}) => listDivisions(workspace, {signal}),
	lastResults: async () => readLastResults(workspace.profile.name),
	onLastResults: listener => watchLastResults(workspace.profile.name, listener),
	testDivision: async (division, options) => testDivision(await withKeptMac(workspace), division, options),
	testDivisions: async (divisions, options) => testDivisions(await withKeptMac(workspace), divisions, options),
	accessServers: async (division, options) => shown(await readAccessServers(await withKeptMac(workspace), division, options)),
	async planRepair(division, request) {
		const {as, ...change} = request;
		const plan = await planRepair(workspace, division, change, {as});
		return {...plan, division: division.code, plan};
	},
	applyRepair: async ({plan}) => applyRepair(workspace, plan as RepairPlan),
	undoRepair: async auditId => undoChange(workspace, auditId),
	async auditRecords() {
		const records = await workspace.audit.list();
		return records.filter(({profile}) => profile === workspace.profile.name);
	},
	writeReport: async (file, results) => writeReport(file, results, {profile: workspace.profile}),
	runs: runServicesOf(workspace),
	statements: () => workspace.statements,
	onStatement: listener => workspace.onStatement(listener),
	settings: settingsServicesOf(workspace),
	...syncAndClose(workspace),
});

function shown({verdict, rows, findings}: AccessServerTable): AccessServers {
	return {
		verdict,
		lines: rows.map(row => {
			const offer = findings.find(({repair}) => repair?.rowId === row.id)?.repair;
			return {...row, suggestion: offer ? {column: offer.column, value: offer.after} : undefined};
		}),
	};
}
