import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {startSampleEnvironment, type SampleEnvironment} from '../../fixtures/demo/start-sample-environment.js';
import {sampleDivisions} from '../../fixtures/databases/sample/divisions.js';

export type SetupHome = {
	/** Empty. */
	readonly directory: string;
	readonly environment: SampleEnvironment;
	/** Tunnels to its servers and services, as they are typed. */
	readonly addresses: string;
	readonly caFile: string;
	/** Of a new `baco`: the empty home, and no keychain. */
	readonly env: Readonly<Record<string, string>>;
	readonly close: () => Promise<void>;
};

/** An empty home beside a sample environment of a few divisions on one server. */
export const openSetupHome = async (codes: readonly string[] = ['100', '110']): Promise<SetupHome> => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'baco-setup-'));
	const caFile = path.join(folder, 'company.pem');
	await writeFile(caFile, '');
	const environment = await startSampleEnvironment({divisions: sampleDivisions.filter(({code}) => codes.includes(code)), caFile});
	const directory = path.join(folder, 'home');
	const {addresses} = environment.profile;
	return {
		directory,
		environment,
		caFile,
		addresses: ['BIKESQL01', 'BIKEAPP01:8010', 'BIKEAPP01:8020'].map(name => `${name}=${addresses[name]!}`).join(' '),
		env: {BACO_HOME: directory, BACO_KEYCHAIN: 'off', BACO_SYNERGY_FOLDER: folder},
		async close() {
			await environment.stop();
			await rm(folder, {recursive: true, force: true});
		},
	};
};
