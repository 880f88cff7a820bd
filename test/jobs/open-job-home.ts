import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {saveProfile} from '../../source/profiles/profile-store.js';
import type {Profile} from '../../source/profiles/profile.js';
import {connect} from '../../source/sql/connect.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {temporaryFolder} from '../home.js';
import {openSampleHome, type SampleHome} from '../sample-home.js';
import {startJobProcess, type JobProcess, type JobProcessOptions} from './job-process.js';

export type JobHome = {
	readonly home: SampleHome;
	/** As the administrator of the server, to prepare and to look. */
	readonly synergy: SqlConnection;
	/** Starts the job as it is shipped. Each run has a checkpoint folder of its own. */
	readonly start: (t: ExecutionContext, job: string, args?: readonly string[], options?: JobProcessOptions) => Promise<JobProcess>;
	/** Runs T-SQL in the Synergy database, in batches separated by GO. */
	readonly execute: (script: string) => Promise<void>;
	/** Changes the profile that the jobs use. */
	readonly changeProfile: (changes: Partial<Profile>) => Promise<void>;
	readonly close: () => Promise<void>;
};

/** A sample environment with a connection to its Synergy, for tests that run the real programs in dist/jobs. */
export const openJobHome = async (): Promise<JobHome> => {
	const home = await openSampleHome({troubles: ['healthy'], services: false});
	const server = home.environment.servers.get('BIKESQL01')!;
	const synergy = await connect({
		host: server.host, port: server.port, database: 'Synergy', user: 'sa', password: home.environment.secrets.administrator, encrypt: false, trustServerCertificate: true, requestTimeoutMs: 110_000,
	});
	return {
		home,
		synergy,
		async start(t, job, args = [], {env = {}, ...options} = {}) {
			const started = startJobProcess(path.resolve('dist/jobs', `${job}.js`), ['/S:BIKESQL01', '/D:Synergy', ...args], {...options, env: {...home.env, BACO_CHECKPOINT_DIR: await temporaryFolder(t), ...env}});
			t.teardown(() => started.child.kill('SIGKILL'));
			return started;
		},
		async execute(script) {
			await server.execute('Synergy', script);
		},
		async changeProfile(changes) {
			await saveProfile({...home.environment.profile, ...changes});
		},
		async close() {
			await synergy.close();
			await home.close();
		},
	};
};
