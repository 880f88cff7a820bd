import process from 'node:process';
import {
	globeScript,
	passwords,
	startEnvironment,
	type EnvironmentOptions,
} from '../connection/environment.js';
import {runBaco} from './run-baco.js';

/** An environment whose profile the built program uses, with the passwords in its environment as a script gives them. */
export const startConnectionHome = async (options: EnvironmentOptions = {}) => {
	const environment = await startEnvironment({databases: [{name: '100', script: globeScript('100', {rows: staleRows})}], ...options});
	const home = process.env.BACO_HOME!;
	const run = async (words: readonly string[], {profile = 'p0', secrets = passwords}: {readonly profile?: string; readonly secrets?: {readonly Baco: string; readonly Operator: string}} = {}) => {
		const {stdout, stderr, exitCode} = await runBaco([...words, '--profile', profile], {
			home,
			environment: {
				[`BACO_PASSWORD_${profile.toUpperCase()}_OPERATOR`]: secrets.Operator,
				[`BACO_PASSWORD_${profile.toUpperCase()}_BACO`]: secrets.Baco,
			},
		});
		return {stdout, stderr, exitCode};
	};

	return {environment, home, run};
};

const staleRows = 'INSERT INTO dbo.BacoAccessServers (MachineName, CheckMachineName) VALUES (N\'BIKEAPP01\', 1); INSERT INTO dbo.BacoAccessServers (MachineName, CheckMachineName) VALUES (N\'DELTASQL2016\', 1);';
