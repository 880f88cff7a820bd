import {ClientSecretPost as secretInBody} from 'openid-client';
import type {Adapter} from '../adapter.js';
import {knownServer} from '../oauth/configure.js';
import {checkExactRights} from './check-rights.js';
import {proveExactOnline} from './prove.js';

/** Exact Online: authorisation code with a secret, tokens of ten minutes, a refresh token that each refresh replaces. No device grant. */
export const exactOnlineAdapter: Adapter = {
	id: 'exact-online',
	title: 'Exact Online',
	capabilities: {
		consent: 'authorisation-code',
		deviceGrant: 'no',
		refresh: 'rotating',
		listsCompanies: true,
		asksRights: true,
		officeSetsLink: false,
	},
	oauth: {
		times: {
			earliestRefreshSeconds: 570, codeSeconds: 180, idleDays: 30, dueDays: 25,
		},
		scope: undefined,
		configure: async site => knownServer({
			issuer: site.url, authorization_endpoint: `${site.url}/api/oauth2/auth`, token_endpoint: `${site.url}/api/oauth2/token`,
		}, site, secretInBody(site.clientSecret)),
	},
	prove: proveExactOnline,
	checkRights: checkExactRights,
};
