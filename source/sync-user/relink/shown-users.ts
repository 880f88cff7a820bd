import type {Account} from '../contract.js';

/** `Monica → CX_Basecone`, as the office's screens have it. */
export const shownUsers = (syncUser: string | undefined, account: Account | undefined): string => [syncUser, account?.name].filter(name => name !== undefined).join(' → ');
