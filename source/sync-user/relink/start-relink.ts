import {BacoError} from '../../problems/baco-error.js';
import type {Workspace} from '../../workspace/contract.js';
import {adapterOf} from '../adapters.js';
import type {Connection} from '../contract.js';
import type {OfficeView} from '../office-view.js';
import type {Flow} from '../oauth/choose-flow.js';
import {refuseOthers} from '../refuse-others.js';
import type {Relink} from './contract.js';
import {startCredentialsRelink} from './credentials-relink.js';
import {guardProfile} from './guard-profile.js';
import {startOauthRelink} from './oauth-relink.js';

export type RelinkOptions = {
	readonly signal: AbortSignal;
	/** The only flow that is wanted; the best one unless told. */
	readonly flow?: Flow | undefined;
	readonly now?: () => number;
};

/** Begins a relink, after everything was checked that can be before a person is bothered: role, profile, settings, the application's secret, and that the store takes tokens. */
export const startRelink = async (workspace: Workspace, view: OfficeView, connection: Connection, options: RelinkOptions): Promise<Relink> => {
	await refuseOthers(workspace, view);
	const guard = await guardProfile(workspace, connection);
	const adapter = adapterOf(connection);
	const relink = adapter.oauth === undefined
		? await startCredentialsRelink(workspace, view, connection, guard)
		: await startOauthRelink(workspace, view, connection, {...options, oauth: adapter.oauth, guard});
	const {flow} = options;
	if (relink.flows.length === 0 || (flow !== undefined && !relink.flows.includes(flow))) {
		await relink.abandon();
		throw new BacoError('SYNC-FLOW', {flow: flow ?? 'baco', offered: relink.flows, connection: connection.description});
	}

	return flow === undefined ? relink : {...relink, flows: [flow]};
};
