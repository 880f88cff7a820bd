import {finding} from '../problems/finding.js';
import type {ConnectionStatus} from './contract.js';

/** Whether the link that is there was made for the synchronisation user: only then is the user of the accounting system behind it that user's. Where there are no tokens there is nothing to tell apart. */
export const isOwnLink = ({syncUser, link}: Pick<ConnectionStatus, 'syncUser' | 'link'>): boolean => syncUser === null || link === null || link.madeFor?.id === syncUser.id;

/** The same status, and that a link which answers was made for somebody else than the synchronisation user. */
export const withLinkOwner = (status: ConnectionStatus): ConnectionStatus => {
	const {state, account, syncUser, link, findings, id} = status;
	return isOwnLink(status) || (state !== 'connected' && state !== 'expiring')
		? status
		: {
			...status, findings: [...findings, finding('SYNC-LINK-OTHER', 'warn', {
				user: syncUser?.name, account: account?.name, madeFor: link?.madeFor?.name, connection: id,
			})],
		};
};
