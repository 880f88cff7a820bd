import {openAuditLog} from '../audit/audit-log.js';
import type {Ask} from '../credentials/contract.js';
import {openCredentials} from '../credentials/open-credentials.js';
import {variableName} from '../credentials/environment.js';
import {sampleStores} from '../demo/sample-stores.js';
import {orStoppedDemo} from '../demo/stopped-demo.js';
import {BacoError} from '../problems/baco-error.js';
import {chooseProfile} from '../profiles/choose-profile.js';
import type {Profile} from '../profiles/profile.js';
import type {SqlConnection, SqlTarget} from '../sql/contract.js';
import {orAborted} from '../sql/or-aborted.js';
import {SqlFailure} from '../sql/sql-failure.js';
import type {Workspace} from './contract.js';
import {openStatementLog} from './statement-log.js';
import {synergyProblem} from './synergy-problem.js';
import {synergyTarget} from './synergy-target.js';

export type WorkspaceOptions = {
	/** Name of the profile; else BACO_PROFILE, else the one in use. */
	readonly profile?: string;
	/** Asks the person for a password that no store has, and for the vault's passphrase. */
	readonly ask?: Ask;
	/** How the connections differ from those of a console, whose statements are short. */
	readonly connections?: Workspace['connections'];
};

/** Chooses the profile and gets everything that services need ready. Nothing is connected before `synergy` is called. */
export const openWorkspace = async ({profile: name, ...options}: WorkspaceOptions = {}): Promise<Workspace> => workspaceOf(await chooseProfile(name), options);

/** The same for a profile that need not be saved, as in a set-up. */
export const workspaceOf = (profile: Profile, {ask, connections = {}}: Omit<WorkspaceOptions, 'profile'> = {}): Workspace => {
	const credentials = openCredentials({profile, ask, ...sampleStores(profile)});
	const log = openStatementLog(profile.name);
	const ending = new AbortController();
	let current: Promise<SqlConnection> | undefined;

	const open = async (): Promise<SqlConnection> => {
		const credential = `${profile.name}/operator`;
		const password = await credentials.obtain(credential, `Password of ${profile.user} on ${profile.name}`);
		if (password === undefined) {
			throw new BacoError('SECRET-MISSING', {name: credential, variable: variableName(credential)});
		}

		// The driver is loaded when it is needed, not before the first frame.
		const {connect} = await import('../sql/connect.js');
		let target: SqlTarget | undefined;
		try {
			target = {...await synergyTarget(profile, password, ending.signal), ...connections};
			return await connect(target, {signal: ending.signal, onStatement: log.record});
		} catch (error) {
			if (error instanceof SqlFailure && error.kind === 'login') {
				// A mistyped password is asked again; a stored one is read again.
				credentials.forget(credential);
			}

			throw await orStoppedDemo(synergyProblem(error, profile, target), profile);
		}
	};

	const synergy = async (): Promise<SqlConnection> => {
		const connecting = current ?? open();
		current = connecting;
		try {
			const connection = await connecting;
			if (connection.lost === undefined) {
				return connection;
			}

			// Its pool would look after it for ever.
			void connection.close().catch(() => undefined);
		} catch (error) {
			forgetConnection(connecting);
			throw error;
		}

		forgetConnection(connecting);
		return synergy();
	};

	const forgetConnection = (lost: Promise<SqlConnection>) => {
		if (current === lost) {
			current = undefined;
		}
	};

	return {
		profile,
		credentials,
		connections,
		audit: openAuditLog(),
		synergy: async ({signal} = {}) => orAborted(synergy(), signal),
		statements: log.statements,
		recordStatement: log.record,
		onStatement: log.listen,
		async close() {
			ending.abort();
			const connection = await current?.catch(() => undefined);
			current = undefined;
			await connection?.close();
		},
	};
};
