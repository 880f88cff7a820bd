import type {Account} from '../contract.js';

/** Whom to sign in as: the user of the link so far, where it is known. */
export const signInText = (account: Account | undefined): string => account === undefined
	? 'sign in as the user of the accounting system'
	: `sign in as the user of the accounting system (so far ${account.name})`;
