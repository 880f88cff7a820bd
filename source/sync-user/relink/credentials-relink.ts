import {formatServerPath, parseServerPath} from '../../divisions/server-path.js';
import {readDivision} from '../../divisions/list-divisions.js';
import type {Credentials} from '../../credentials/contract.js';
import {BacoError} from '../../problems/baco-error.js';
import type {Workspace} from '../../workspace/contract.js';
import {goodProof} from '../adapter.js';
import {adapterOf} from '../adapters.js';
import {openOffice} from '../basecone/office.js';
import type {Connection} from '../contract.js';
import {manualSteps} from '../manual-steps.js';
import type {OfficeView} from '../office-view.js';
import {recordChange} from '../record-change.js';
import {stateOf} from '../sync-state.js';
import type {Relink} from './contract.js';
import type {ProfileGuard} from './guard-profile.js';
import {overridden, proposalFrom} from './propose.js';
import {shownUsers} from './shown-users.js';

/** A relink by user and password: of Addison through the office, of the login Baco on a Globe server. */
export const startCredentialsRelink = async (workspace: Workspace, view: OfficeView, connection: Connection, guard: ProfileGuard): Promise<Relink> => {
	const isGlobe = connection.system === 'globe';
	const userId = stateOf(view.state, connection.id).syncUser?.id;
	if (!isGlobe && connection.type !== 'Addison') {
		const {description} = connection;
		const english = manualSteps({description, user: 'the synchronisation user'});
		const dutch = manualSteps({description, user: 'de synchronisatiegebruiker', language: 'nl'});
		throw new BacoError('SYNC-OFFICE-PAGES', {
			connection: description,
			steps: `${english.older.join(', ')}. In the newer interface: ${english.newer.join(', ')}`,
			stepsDutch: `${dutch.older.join(', ')}. In de nieuwere interface: ${dutch.newer.join(', ')}`,
		});
	}

	if (!isGlobe && view.office === undefined) {
		// Only the office can set such a link.
		throw view.problem ?? new BacoError('SYNC-NO-OFFICE');
	}

	if (!isGlobe && userId === undefined) {
		throw new BacoError('SYNC-SETTINGS', {connection: connection.id, missing: 'chosen synchronisation user (baco sync-user set)'});
	}

	let candidate: {readonly user: string; readonly password: string} | undefined;
	return {
		connection,
		account: undefined,
		flows: ['credentials'],
		redirectUri: undefined,
		codeSeconds: undefined,
		async authorise() {
			throw new BacoError('SYNC-FLOW', {flow: 'consent', offered: ['credentials'], connection: connection.description});
		},
		async askDevice() {
			throw new BacoError('SYNC-FLOW', {flow: 'device', offered: ['credentials'], connection: connection.description});
		},
		async propose() {
			throw new BacoError('SYNC-FLOW', {flow: 'consent', offered: ['credentials'], connection: connection.description});
		},
		async proposeCredentials(given, signal) {
			candidate = given;
			if (!isGlobe) {
				// The office proves them itself, and keeps the old ones when they are wrong.
				const proposal = await proposalFrom(view, connection, {...goodProof, account: {id: given.user, name: given.user}, how: 'the office'}, {account: undefined});
				return {...proposal, isComplete: true};
			}

			const proof = await adapterOf(connection).prove({
				workspace: {...workspace, credentials: withCandidate(workspace, given.password)}, connection, accessToken: undefined, signal,
			});
			return proposalFrom(view, connection, proof, {account: {id: workspace.profile.globeUser, name: proof.account?.name ?? workspace.profile.globeUser}});
		},
		async commit(proposal, {overrideReason} = {}) {
			const reason = overridden(proposal, overrideReason);
			const given = candidate;
			if (given === undefined) {
				throw new BacoError('CANCELLED');
			}

			return recordChange(workspace, {
				action: 'sync-user.relink', connection, before: shownUsers(proposal.from.syncUser, proposal.from.account), after: shownUsers(proposal.from.syncUser, proposal.to), coverage: proposal.coverage, reason,
			}, async () => {
				await guard();
				await (isGlobe ? keepGlobe(workspace, connection, given.password) : setAddison(workspace, connection, {userId: userId!, ...given}));
			});
		},
		async abandon() {
			candidate = undefined;
		},
	};
};

const keepGlobe = async (workspace: Workspace, {settings}: Connection, password: string) => {
	await workspace.credentials.write(await globeCredential(workspace, settings?.division ?? ''), password);
};

const globeCredential = async (workspace: Workspace, code: string): Promise<string> => {
	const division = await readDivision(workspace, code);
	const server = division === undefined ? undefined : parseServerPath(division.serverPath);
	if (server === undefined || 'reason' in server) {
		throw new BacoError('SYNC-GLOBE-DIVISION', {division: code});
	}

	return `${workspace.profile.name}/baco@${formatServerPath(server.value)}`;
};

const setAddison = async (workspace: Workspace, {id}: Connection, {userId, user, password}: {readonly userId: string; readonly user: string; readonly password: string}) => {
	const office = await openOffice(workspace, new AbortController().signal);
	await office?.setAddison(userId, id, {username: user, password});
};

/** The same stores, with another password for Baco: what is kept is untouched until the swap. */
const withCandidate = ({credentials, profile}: Workspace, password: string): Credentials => {
	const isBaco = (name: string) => name === `${profile.name}/baco` || name.startsWith(`${profile.name}/baco@`);
	return {
		...credentials,
		// Where it came from, for what a server's refusal is explained with.
		async status(names) {
			const kept = await credentials.status(names);
			return kept.map(place => isBaco(place.name) ? {...place, store: 'memory', detail: 'typed'} : place);
		},
		read: async name => isBaco(name) ? password : credentials.read(name),
		obtain: async (name, label) => isBaco(name) ? password : credentials.obtain(name, label),
	};
};
