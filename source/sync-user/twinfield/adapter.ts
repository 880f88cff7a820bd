import {ClientSecretBasic as secretInHeader} from 'openid-client';
import {toBacoError} from '../../problems/baco-error.js';
import {finding} from '../../problems/finding.js';
import {goodProof, type Adapter, type ProofContext} from '../adapter.js';
import {discoveredServer} from '../oauth/configure.js';
import {isSilent} from '../tokens/token-failure.js';
import {busyProblem, exchange} from '../web/read-json.js';
import {readOffices} from './read-offices.js';

/** Twinfield: OpenID Connect, tokens of an hour, a refresh token that lasts. What grants there are the server tells. */
export const twinfieldAdapter: Adapter = {
	id: 'twinfield',
	title: 'Twinfield',
	site: 'https://login.twinfield.com/auth/authentication',
	capabilities: {
		consent: 'authorisation-code',
		deviceGrant: 'discovered',
		refresh: 'lasting',
		listsCompanies: true,
		asksRights: false,
		officeSetsLink: false,
	},
	oauth: {
		times: {
			earliestRefreshSeconds: 0, codeSeconds: undefined, idleDays: undefined, dueDays: undefined,
		},
		scope: 'openid offline_access twf.user twf.organisation twf.organisationUser',
		configure: async (site, signal) => discoveredServer(site, secretInHeader(site.clientSecret), signal),
	},
	prove,
};

async function prove({connection, accessToken = '', signal}: ProofContext) {
	const how = 'accesstokenvalidation and the list of offices';
	const url = connection.settings?.url ?? twinfieldAdapter.site!;
	try {
		const answer = await exchange({url: `${url}/connect/accesstokenvalidation?token=${encodeURIComponent(accessToken)}`, signal});
		const busy = busyProblem(url, answer);
		if (busy !== undefined) {
			throw busy;
		}

		const {'twf.organisationUserCode': user, 'twf.clusterUrl': cluster} = (answer.json ?? {}) as Readonly<Record<string, unknown>>;
		if (typeof user !== 'string' || typeof cluster !== 'string' || answer.status !== 200) {
			return {
				...goodProof, isTokenInvalid: true, findings: [finding('SYNC-401', 'fail', {status: answer.status})], how,
			};
		}

		const offices = await readOffices(cluster, accessToken, signal);
		return {
			...goodProof, account: {id: user, name: user}, companies: offices, how,
		};
	} catch (error) {
		signal.throwIfAborted();
		const problem = toBacoError(error);
		if (problem.id === 'SYNC-401') {
			return {
				...goodProof, isTokenInvalid: true, findings: [finding('SYNC-401', 'fail', problem.facts)], how,
			};
		}

		if (!isSilent(problem)) {
			throw problem;
		}

		return {
			...goodProof, isUnknown: true, findings: [finding(problem.id, 'warn', problem.facts)], how,
		};
	}
}
