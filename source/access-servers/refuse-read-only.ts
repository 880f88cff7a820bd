import {BacoError} from '../problems/baco-error.js';
import type {Workspace} from '../workspace/contract.js';

/** Throws BAS-READONLY when the profile refuses every change. */
export const refuseReadOnly = ({profile}: Workspace): void => {
	if (profile.readOnly) {
		throw new BacoError('BAS-READONLY', {profile: profile.name});
	}
};
