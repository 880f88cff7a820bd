import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {startSampleEnvironment, type SampleEnvironment, type SampleOptions} from '../fixtures/demo/start-sample-environment.js';
import {variableName} from '../source/credentials/environment.js';
import {saveProfile, useProfile} from '../source/profiles/profile-store.js';

export type SampleHome = {
	readonly directory: string;
	/** What a `baco` process needs to see the sample environment: its home and the passwords of the profile. */
	readonly env: Readonly<Record<string, string>>;
	readonly environment: SampleEnvironment;
	readonly close: () => Promise<void>;
};

/** A fresh home whose only profile reaches a sample environment started for it. Moves BACO_HOME of this process there too. */
export const openSampleHome = async (options: SampleOptions = {}): Promise<SampleHome> => {
	const directory = await mkdtemp(path.join(os.tmpdir(), 'baco-home-'));
	const environment = await startSampleEnvironment(options);
	process.env.BACO_HOME = directory;
	const {name} = environment.profile;
	await saveProfile(environment.profile);
	await useProfile(name);
	const secrets = ['operator', 'baco', 'service'].map(kind => [variableName(`${name}/${kind}`), environment.readSecret(`${name}/${kind}`) ?? '']);
	return {
		directory,
		env: {
			...Object.fromEntries(secrets) as Record<string, string>,
			BACO_HOME: directory,
			BACO_KEYCHAIN: 'off',
		},
		environment,
		async close() {
			await environment.stop();
			await rm(directory, {recursive: true, force: true});
		},
	};
};
