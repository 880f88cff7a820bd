import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import type {SampleOptions} from '../../fixtures/demo/start-sample-environment.js';
import {connect} from '../../source/sql/connect.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {openSampleHome, type SampleHome} from '../sample-home.js';
import {startJobProcess, type JobProcess, type JobProcessOptions} from './job-process.js';

export type JobHome = SampleHome & {
	/** As administrator, in a database of BIKESQL01. */
	readonly open: (database: string) => Promise<SqlConnection>;
	/** Starts a built-in job with these parameters on the Synergy database of the samples. */
	readonly start: (job: string, args: readonly string[], options?: JobProcessOptions) => JobProcess;
};

/** A sample environment whose jobs can be started and whose databases can be looked into. */
export const openJobHome = async (options: SampleOptions = {}): Promise<JobHome> => {
	const home = await openSampleHome({troubles: ['healthy'], services: false, ...options});
	const checkpoints = await mkdtemp(path.join(os.tmpdir(), 'baco-checkpoints-'));
	const connections: SqlConnection[] = [];
	const processes: JobProcess[] = [];
	return {
		...home,
		async open(database) {
			const {host, port} = home.environment.servers.get('BIKESQL01')!;
			const connection = await connect({
				host, port, database, user: 'sa', password: home.environment.secrets.administrator, encrypt: false, trustServerCertificate: true, requestTimeoutMs: 0,
			});
			connections.push(connection);
			return connection;
		},
		start(job, args, {env = {}, ...more} = {}) {
			const file = fileURLToPath(new URL(`../../jobs/${job}.js`, import.meta.url));
			const started = startJobProcess(file, ['/S:BIKESQL01', '/D:Synergy', ...args], {...more, env: {...home.env, BACO_CHECKPOINT_DIR: checkpoints, ...env}});
			processes.push(started);
			return started;
		},
		async close() {
			for (const {child} of processes) {
				child.kill('SIGKILL');
			}

			await Promise.all(connections.map(async connection => connection.close()));
			await home.close();
			await rm(checkpoints, {recursive: true, force: true});
		},
	};
};
