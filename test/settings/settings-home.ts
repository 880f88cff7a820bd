import {openSampleHome, type SampleHome} from '../sample-home.js';
import type {SampleOptions} from '../../fixtures/demo/start-sample-environment.js';
import type {Profile} from '../../source/profiles/profile.js';
import {saveProfile} from '../../source/profiles/profile-store.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import type {Workspace} from '../../source/workspace/contract.js';
import {openWorkspace} from '../../source/workspace/open-workspace.js';

export type SettingsHome = SampleHome & {
	readonly workspace: Workspace;
	/** Another profile of the same environment, with its passwords in memory. */
	readonly open: (changes: Partial<Profile>) => Promise<Workspace>;
	/** Runs T-SQL in the Synergy database as its administrator. */
	readonly execute: (script: string) => Promise<void>;
	readonly column: (code: string, column: string) => Promise<unknown>;
};

/** The sample environment with a workspace on it. */
export const openSettingsHome = async (options: SampleOptions = {}): Promise<SettingsHome> => {
	const home = await openSampleHome(options);
	const opened: Workspace[] = [];
	const open = async (changes: Partial<Profile>) => {
		const profile = {...home.environment.profile, name: `q${opened.length}`, ...changes};
		await saveProfile(profile);
		const workspace = await openWorkspace({profile: profile.name});
		for (const kind of ['operator', 'baco', 'service']) {
			workspace.credentials.remember(`${profile.name}/${kind}`, home.environment.readSecret(`demo/${kind}`)!);
		}

		opened.push(workspace);
		return workspace;
	};

	const workspace = await open({});
	const server = home.environment.servers.get('BIKESQL01')!;
	return {
		...home,
		workspace,
		open,
		execute: async script => server.execute('Synergy', script),
		async column(code, column) {
			const connection: SqlConnection = await workspace.synergy();
			const {rows} = await connection.query({text: `SELECT ${column} AS value FROM dbo.bedryf WHERE bedrnr = N'${code}'`, parameters: []});
			return rows[0]?.value;
		},
		async close() {
			await Promise.all(opened.map(async one => one.close()));
			await home.close();
		},
	};
};
