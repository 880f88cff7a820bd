import process from 'node:process';
import {openAddress} from '../platform/open-address.js';
import {BacoError} from '../problems/baco-error.js';
import {chooseUser, grantMissing} from '../sync-user/choose-user.js';
import type {ConnectionStatus} from '../sync-user/contract.js';
import {findConnection} from '../sync-user/find-connection.js';
import {languageOf} from '../sync-user/labels.js';
import {manualSteps} from '../sync-user/manual-steps.js';
import {readOfficeView} from '../sync-user/office-view.js';
import {preFlight} from '../sync-user/pre-flight.js';
import type {Relink} from '../sync-user/relink/contract.js';
import {startRelink} from '../sync-user/relink/start-relink.js';
import {connectionStatuses, lastStatuses} from '../sync-user/statuses.js';
import type {Workspace} from '../workspace/contract.js';
import type {SyncServices} from './sync-services.js';

/** Synchronisation users of a workspace, and its end, which drops the relinks that were begun. */
export const syncAndClose = (workspace: Workspace): {readonly sync: SyncServices; readonly close: () => Promise<void>} => {
	const sync = syncServicesOf(workspace);
	return {
		sync,
		async close() {
			await sync.close();
			await workspace.close();
		},
	};
};

const stepsOf = (description: string, user: string) => manualSteps({description, user, language: languageOf(undefined, process.env)});

/** The same services that the commands use, for the screens. `close` drops relinks that were begun and not finished. */
export const syncServicesOf = (workspace: Workspace): SyncServices & {readonly close: () => Promise<void>} => {
	const begun = new Set<Relink>();
	const seen = new Map<string, ConnectionStatus>();
	const never = new AbortController().signal;
	const at = async (id: string, signal = never) => {
		const view = await readOfficeView(workspace, signal);
		if (view.problem !== undefined && view.connections.every(connection => connection.id !== id)) {
			throw view.problem;
		}

		return {view, connection: findConnection(view.connections, id), status: seen.get(id)};
	};

	return {
		async last({signal}) {
			return lastStatuses(await readOfficeView(workspace, signal));
		},
		async look({signal, id, isWithRights = false}) {
			const {statuses, view} = await connectionStatuses(workspace, {signal, isWithRights, ...(id !== undefined && {connections: [id]})});
			if (statuses.length === 0 && view.problem !== undefined) {
				throw view.problem;
			}

			for (const status of statuses) {
				seen.set(status.id, status);
			}

			return {statuses, officeProblem: view.problem};
		},
		async users({signal}) {
			const {office, problem} = await readOfficeView(workspace, signal);
			if (office === undefined) {
				throw problem ?? new BacoError('SYNC-NO-OFFICE');
			}

			return office.users();
		},
		async check(id, user, {signal}) {
			const {view, connection, status} = await at(id, signal);
			return preFlight(view, {connection, user, status});
		},
		async grant(id, user, companies) {
			const {view, connection, status} = await at(id);
			return grantMissing(workspace, view, {connection, user, status}, companies);
		},
		async choose(id, user, overrideReason) {
			const {view, connection, status} = await at(id);
			const {record} = await chooseUser(workspace, view, {
				connection, user, status, overrideReason,
			});
			return {record, steps: connection.isInOffice === true ? stepsOf(connection.description, user.name) : undefined};
		},
		async relink(id, {signal, flow}) {
			const {view, connection} = await at(id, signal);
			const relink = await startRelink(workspace, view, connection, {signal, flow});
			begun.add(relink);
			return relink;
		},
		openBrowser: async address => openAddress(address),
		steps: stepsOf,
		async close() {
			await Promise.all(begun.values().map(async relink => relink.abandon()));
		},
	};
};
