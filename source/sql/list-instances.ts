import {exchangeWithBrowser, type BrowserServer} from './browser.js';
import {parseBrowserReply} from './browser-reply.js';

/** The names of all instances that SQL Server Browser on a host tells of. Rejects with a SqlFailure when nothing usable comes. */
export const listInstances = async (server: BrowserServer): Promise<readonly string[]> => exchangeWithBrowser(server, [{
	request: Uint8Array.of(0x03),
	read(reply) {
		const instances = parseBrowserReply(reply).map(({instanceName}) => instanceName);
		return instances.length === 0 ? undefined : instances;
	},
}]);
