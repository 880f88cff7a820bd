import {variableName} from '../../credentials/environment.js';
import type {Credentials} from '../../credentials/contract.js';
import {BacoError} from '../../problems/baco-error.js';
import type {Site} from '../adapter.js';
import type {LinkName} from './token-store.js';

/** Where the tokens of a link are asked for, with the secret of the registered application. Rejects with SECRET-MISSING. */
export const siteOf = async (credentials: Credentials, {profile, id}: LinkName, {url, clientId}: {readonly url: string; readonly clientId: string}): Promise<Site> => {
	const name = `${profile}/sync-client@${id}`;
	const clientSecret = await credentials.obtain(name, `Secret of the application ${clientId} at ${new URL(url).host}`);
	if (clientSecret === undefined) {
		throw new BacoError('SECRET-MISSING', {name, variable: variableName(name)});
	}

	return {url, clientId, clientSecret};
};
