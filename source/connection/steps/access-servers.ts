import {countOf} from '../../platform/count-of.js';
import type {AccessServerTable} from '../../access-servers/contract.js';
import {inspectAccessServers} from '../../access-servers/read-access-servers.js';
import {worstFinding} from '../../problems/finding.js';
import {isSynergyProblem} from '../../workspace/synergy-problem.js';
import {needed, type Step} from '../step.js';
import {withoutSynergy} from '../without-synergy.js';

/** BAS: the rows of BacoAccessServers fit the servers of the settings. */
export const accessServersStep: Step = {
	id: 'BAS',
	needs: ['globe', 'sqlServer', 'database', 'globeTables'],
	makes: [],
	deadlineMs: 25_000,
	async run(context) {
		const {globe: {connection, login}, sqlServer, database} = needed(context, 'globe', 'sqlServer', 'database');
		const {sqlHost, serviceHost} = context.made;
		let table: AccessServerTable;
		try {
			table = await inspectAccessServers(context.workspace, context.division, {
				connection, login, server: sqlServer, database,
			}, {signal: context.signal, addresses: {application: realAddresses(serviceHost), sql: realAddresses(sqlHost)}});
		} catch (error) {
			// Which names are old is asked of Synergy too. A failure of the Globe database is no reason to skip.
			if (isSynergyProblem(error)) {
				return withoutSynergy(error, context.workspace.profile);
			}

			throw error;
		}

		return {
			summary: worstFinding(table.findings)?.summary ?? `${countOf(table.rows.length, 'row')}, none of them names an old server`,
			evidence: {columns: table.columns, expectedNames: table.expectedNames, rows: table.rows},
			findings: table.findings,
		};
	},
};

/** The far end of a tunnel has this machine's address, which says nothing about the server. */
const realAddresses = (host: {readonly name: string; readonly host: string; readonly addresses: readonly string[]} | undefined): readonly string[] =>
	host !== undefined && host.host === host.name ? host.addresses : [];
