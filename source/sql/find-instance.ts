import {Buffer} from 'node:buffer';
import {exchangeWithBrowser, type BrowserServer} from './browser.js';
import {parseBrowserReply, type BrowserInstance} from './browser-reply.js';
import {SqlFailure} from './sql-failure.js';

/** What SQL Server Browser is known to have of an instance. `port` of the instance is undefined when it does not listen on TCP. */
export type InstanceSearch =
	| {readonly status: 'found'; readonly instance: BrowserInstance}
	/** A whole list came, and the instance is not in it. */
	| {readonly status: 'not-listed'; readonly instances: readonly string[]}
	/** Nothing usable came; `code` is of the socket, as for a closed port. */
	| {readonly status: 'silent'; readonly waitedMs: number; readonly code?: string};

/**
Asks SQL Server Browser for an instance and, when no answer comes in two seconds, for all of them: Browser says nothing for a name it does
not know, so only its list tells a wrong name from silence. A late answer to the first question still counts; one that is cut, or tells of
another instance, does not. Rejects with a SqlFailure when the name does not resolve or the signal aborts.
*/
export const findInstance = async ({instance, ...server}: BrowserServer & {readonly instance: string}): Promise<InstanceSearch> => {
	const startedAt = performance.now();
	const one = {
		request: Buffer.concat([Buffer.from([0x04]), Buffer.from(instance, 'latin1'), Buffer.from([0x00])]),
		read(reply: Uint8Array): InstanceSearch | undefined {
			const found = parseBrowserReply(reply).find(({instanceName}) => instanceName.toLowerCase() === instance.toLowerCase());
			return found && {status: 'found', instance: found};
		},
	};
	const all = {
		request: Uint8Array.of(0x03),
		read(reply: Uint8Array): InstanceSearch | undefined {
			const instances = parseBrowserReply(reply).map(({instanceName}) => instanceName);
			return one.read(reply) ?? (instances.length === 0 ? undefined : {status: 'not-listed', instances});
		},
	};
	try {
		return await exchangeWithBrowser(server, [one, all]);
	} catch (error) {
		if (!(error instanceof SqlFailure) || (error.kind !== 'timeout' && error.code !== browserClosed)) {
			throw error;
		}

		return {status: 'silent', waitedMs: Math.round(performance.now() - startedAt), ...(error.socketCode !== undefined && {code: error.socketCode})};
	}
};

const browserClosed = 'ECLOSE';
