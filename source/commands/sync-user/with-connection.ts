import type {Connection} from '../../sync-user/contract.js';
import type {OfficeView} from '../../sync-user/office-view.js';
import type {Workspace} from '../../workspace/contract.js';
import type {Invocation} from '../command.js';
import {openCommandWorkspace} from '../open-command-workspace.js';

export type Chosen = {readonly workspace: Workspace; readonly view: OfficeView; readonly connection: Connection};

/** Does something with the connection that the first argument names. */
export const withConnection = async (invocation: Invocation, work: (chosen: Chosen) => Promise<number>): Promise<number> => {
	const {readOfficeView} = await import('../../sync-user/office-view.js');
	const {findConnection} = await import('../../sync-user/find-connection.js');
	const workspace = await openCommandWorkspace(invocation);
	try {
		const view = await readOfficeView(workspace, invocation.signal);
		return await work({workspace, view, connection: chosen(view, () => findConnection(view.connections, invocation.positionals[0]!))});
	} finally {
		await workspace.close();
	}
};

/** An office that does not answer is the reason why a connection of its own is not found. */
const chosen = ({problem}: OfficeView, find: () => Connection): Connection => {
	try {
		return find();
	} catch (error) {
		throw problem ?? error;
	}
};
