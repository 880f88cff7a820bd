import type {StepResult} from '../../connection/contract.js';
import {closeConnection, runChain} from '../../connection/run-chain.js';
import {loginGate} from '../../connection/login-gate.js';
import type {Products} from '../../connection/step.js';
import {steps} from '../../connection/steps.js';
import type {Division} from '../../divisions/contract.js';
import {operatorName, readDivision} from '../../divisions/list-divisions.js';
import {toBacoError} from '../../problems/baco-error.js';
import {finding, type Finding} from '../../problems/finding.js';
import {
	goodProof,
	type Adapter,
	type Proof,
	type ProofContext,
} from '../adapter.js';
import {coverageFindings} from './coverage-findings.js';
import {divisionCoverage} from './division-coverage.js';
import {judgeSqlLogin, readWindowsLogin} from './judge-logins.js';
import {neededDivisions} from './needed-divisions.js';
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

async function prove(context: ProofContext): Promise<Proof> {
	const {workspace, connection, signal} = context;
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
			const seen = await readUser(context, division, {results, made});
			const tested = results.flatMap(step => step.findings);
			const failed = tested.find(({severity}) => severity === 'fail');
			return {
				...goodProof,
				...seen,
				findings: [...tested, ...seen.findings],
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

type Tested = {readonly results: readonly StepResult[]; readonly made: Readonly<Partial<Products>>};

/** The user behind the connection as the server and the database know it, and the divisions that it may use of those that are needed. */
const readUser = async ({workspace, connection: {settings}, signal}: ProofContext, division: Division, {results, made}: Tested): Promise<Pick<Proof, 'account' | 'coverage' | 'findings'>> => {
	const {globeUser} = workspace.profile;
	const user = division.fixedCredentials && division.fixedUser.trim() !== '' ? division.fixedUser.trim() : operatorName(workspace);
	const account = {id: user, name: `${globeUser} / ${user}`, sqlLogin: judgeSqlLogin(globeUser, results.find(({id}) => id === 'BACO')?.evidence ?? {})};
	if (made.globe === undefined || made.globeTables === undefined) {
		return {account, coverage: undefined, findings: []};
	}

	const {connection} = made.globe;
	const windowsLogin = await readWindowsLogin(connection, user, signal);
	const rights = await readGlobeRights(connection, user, signal);
	const needed = await neededDivisions(workspace, division, settings?.companies ?? [], signal);
	const coverage = rights?.divisions && divisionCoverage(needed, rights.divisions, rights.user);
	return {
		account: {
			...account, ...(rights !== undefined && {fullName: rights.user.person.fullName}), roles: rights?.roles ?? 'unknown', windowsLogin,
		},
		coverage,
		findings: coverageFindings(coverage, windowsLogin, {user, database: made.database}),
	};
};

/** What says nothing about the user: the way to the server is not open, or the settings do not lead there. */
const isOfNetwork = ({id}: Finding) => /^(?:DNS|SSRP|TCP|TLS|TMO|STEP|CFG|SECRET|VAULT)-/v.test(id);
