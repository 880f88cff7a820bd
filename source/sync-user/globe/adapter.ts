import {closeConnection, runChain} from '../../connection/run-chain.js';
import {loginGate} from '../../connection/login-gate.js';
import {steps} from '../../connection/steps.js';
import {readDivision} from '../../divisions/list-divisions.js';
import {toBacoError} from '../../problems/baco-error.js';
import {finding, type Finding} from '../../problems/finding.js';
import {
	goodProof,
	type Adapter,
	type Proof,
	type ProofContext,
} from '../adapter.js';
import {readGlobeRights} from './read-rights.js';

/** The steps of the connection test that concern the user of a Globe connection. */
const userSteps: ReadonlySet<string> = new Set(['CFG', 'DNS', 'SSRP', 'TCP', 'TLS', 'LOGIN', 'DB', 'BACO', 'USER']);

/** A Globe connection: the SQL login on the server, the Windows user in the database, its roles and divisions. */
export const globeAdapter: Adapter = {
	id: 'globe',
	title: 'Exact Globe',
	capabilities: {
		consent: 'credentials',
		deviceGrant: 'no',
		refresh: 'none',
		listsCompanies: true,
		asksRights: true,
		officeSetsLink: false,
	},
	prove,
};

async function prove({workspace, connection, signal}: ProofContext): Promise<Proof> {
	const code = connection.settings?.division ?? '';
	const how = `the connection test of division ${code}, steps ${[...userSteps].join(', ')}`;
	try {
		const division = await readDivision(workspace, code, {signal});
		if (division === undefined) {
			return {
				...goodProof, isRefused: true, findings: [finding('SYNC-GLOBE-DIVISION', 'fail', {division: code})], how,
			};
		}

		const {results, made} = await runChain(steps.filter(({id}) => userSteps.has(id)), {
			context: {workspace, division, logins: loginGate()}, signal, onStart: () => undefined, onEnd: () => undefined,
		});
		try {
			const findings = results.flatMap(step => step.findings);
			const failed = findings.find(({severity}) => severity === 'fail');
			const user = division.fixedCredentials && division.fixedUser.trim() !== '' ? division.fixedUser : workspace.profile.operator ?? workspace.profile.user;
			const rights = made.globe === undefined || made.globeTables === undefined ? undefined : await readGlobeRights(made.globe.connection, user, signal);
			return {
				...goodProof,
				account: {id: user, name: `${workspace.profile.globeUser} / ${user}`, ...(rights !== undefined && {fullName: rights.roles.join(', ')})},
				companies: rights?.divisions.map(name => ({code: name, hid: name, name: division.name})),
				findings,
				isRefused: failed !== undefined && !isOfNetwork(failed),
				isUnknown: failed !== undefined && isOfNetwork(failed),
				how,
			};
		} finally {
			await closeConnection(made);
		}
	} catch (error) {
		signal.throwIfAborted();
		const {id, facts} = toBacoError(error);
		return {
			...goodProof, isUnknown: true, findings: [finding(id, 'warn', facts)], how,
		};
	}
}

/** What says nothing about the user: the way to the server is not open, or the settings do not lead there. */
const isOfNetwork = ({id}: Finding) => /^(?:DNS|SSRP|TCP|TLS|TMO|STEP|CFG|SECRET|VAULT)-/v.test(id);
