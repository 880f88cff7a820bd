import process from 'node:process';
import {readDivision} from '../../source/divisions/list-divisions.js';
import {openGlobe} from '../../source/connection/open-globe.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {Profile} from '../../source/profiles/profile.js';
import type {Job} from '../../source/runs/catalogue/job.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {sql} from '../../source/sql/statement.js';
import {openWorkspace} from '../../source/workspace/open-workspace.js';

export type JobDatabases = {
	readonly synergy: SqlConnection;
	secondSynergy: () => Promise<SqlConnection>;
	globe: (division: string) => Promise<SqlConnection>;
	close: () => Promise<void>;
};

/** Connects to the profile's Synergy database as jobs need it; the secrets of the launcher are used before any store. Rejects with a BacoError. */
export const openJobDatabases = async (job: Job, {name}: Profile, secrets: Readonly<Record<string, string>>): Promise<JobDatabases> => {
	const workspaces: Array<Awaited<ReturnType<typeof openWorkspace>>> = [];
	const openOne = async () => {
		const workspace = await openWorkspace({profile: name, connections: {requestTimeoutMs: statementTimeout(), applicationName: `baco ${job.name}`}});
		workspaces.push(workspace);
		for (const [credential, secret] of Object.entries(secrets)) {
			workspace.credentials.remember(credential, secret);
		}

		return workspace;
	};

	const close = async () => {
		await Promise.allSettled(opened.map(async connection => connection.close()));
		await Promise.allSettled(workspaces.map(async workspace => workspace.close()));
	};

	const opened: SqlConnection[] = [];
	const globes = new Map<string, Promise<SqlConnection>>();
	let second: Promise<SqlConnection> | undefined;
	const workspace = await openOne();
	const openDivision = async (code: string) => {
		const division = await readDivision(workspace, code);
		if (division === undefined) {
			throw new BacoError('CFG-9', {division: code});
		}

		const {connection} = await openGlobe(workspace, division);
		opened.push(connection);
		await connection.query(sessionSettings);
		return connection;
	};

	try {
		const synergy = await workspace.synergy();
		await synergy.query(sessionSettings);
		return {
			synergy,
			async secondSynergy() {
				second ??= openOne().then(async other => {
					const connection = await other.synergy();
					await connection.query(sessionSettings);
					return connection;
				});
				return second;
			},
			async globe(division) {
				const known = await globes.get(division)?.catch(() => undefined);
				if (known !== undefined && known.lost === undefined) {
					return known;
				}

				const opening = openDivision(division);
				globes.set(division, opening);
				return opening;
			},
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
};

/** A user of the portal must never wait for a job, and the job itself not for ever: it gives way in a deadlock and waits a minute for a lock. */
const sessionSettings = sql`SET DEADLOCK_PRIORITY LOW; SET LOCK_TIMEOUT 60000;`;

/** One statement of a job may move a million rows: half an hour, unless BACO_JOB_STATEMENT_SECONDS says otherwise. */
const statementTimeout = (): number => {
	const {BACO_JOB_STATEMENT_SECONDS: seconds} = process.env;
	return (seconds !== undefined && /^\d{1,6}$/v.test(seconds) ? Number(seconds) : 30 * 60) * 1000;
};
