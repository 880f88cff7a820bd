import {readFile} from 'node:fs/promises';
import {BacoError} from '../problems/baco-error.js';
import {demoFiles} from './demo-state.js';

/** What `sample.json` keeps secret. */
type SampleFile = {readonly secrets?: {readonly administrator?: string; readonly operator?: string; readonly baco?: string; readonly service?: string; readonly office?: string; readonly application?: string}};

/** The sample password that a credential's name (`demo/operator`, `demo/baco`, `demo/service`, `demo/office`, `demo/sync-client@...`) stands for. Rejects with DEMO-SECRET. */
export const readDemoSecret = async (name: string): Promise<string> => {
	const secrets = await readSecrets();
	const kind = /^[^\/]+\/(?<kind>operator|baco|service|office)$/v.exec(name)?.groups?.kind as 'operator' | 'baco' | 'service' | 'office' | undefined;
	const secret = kind === undefined ? (/^[^\/]+\/sync-client@/v.test(name) ? secrets.application : undefined) : secrets[kind];
	if (secret === undefined) {
		throw new BacoError('DEMO-SECRET', {name});
	}

	return secret;
};

/** Password of the administrator `sa` of every server. Rejects with DEMO-SECRET. */
export const readAdministratorPassword = async (): Promise<string> => {
	const {administrator} = await readSecrets();
	if (administrator === undefined) {
		throw new BacoError('DEMO-SECRET', {name: 'sa'});
	}

	return administrator;
};

const readSecrets = async (): Promise<NonNullable<SampleFile['secrets']>> => {
	try {
		const {secrets = {}} = JSON.parse(await readFile(demoFiles().sample, 'utf8')) as SampleFile;
		return secrets;
	} catch {
		return {};
	}
};
