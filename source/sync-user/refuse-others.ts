import {refuseReadOnly} from '../access-servers/refuse-read-only.js';
import {BacoError} from '../problems/baco-error.js';
import type {Workspace} from '../workspace/contract.js';
import {managingRole} from './basecone/office.js';
import type {OfficeView} from './office-view.js';

/** Connections are managed by a SuperUser of the office, through a profile that may change things. An office that does not answer decides nothing. Rejects with BAS-READONLY or SYNC-ROLE. */
export const refuseOthers = async (workspace: Workspace, {office}: OfficeView): Promise<void> => {
	refuseReadOnly(workspace);
	if (office === undefined) {
		return;
	}

	const {name, roles} = await office.currentUser();
	if (!roles.includes(managingRole)) {
		throw new BacoError('SYNC-ROLE', {user: name, roles});
	}
};
