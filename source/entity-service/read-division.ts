import {Buffer} from 'node:buffer';
import {keepSecret} from '../platform/redact.js';
import {faultText} from './fault-text.js';
import {openHttpClient} from './http-client.js';
import {isODataList, odataRows} from './odata-list.js';
import {divisionPath, type ServiceProbe} from './probe-service.js';
import {parseAccount, readWithNtlm} from './read-with-ntlm.js';

export type DivisionRead = {
	readonly status: number;
	/** The best words of an error. */
	readonly message: string | undefined;
	/** Code of the division that was read, when there was one. */
	readonly division: string | undefined;
	/** The answer is a list of entities, be it empty. */
	readonly isList: boolean;
};

/** Reads one division through REST, as a Windows account, from the database that the headers name. Rejects with the socket's error or the reason of the signal. */
export const readDivisionEntity = async (probe: ServiceProbe, account: {readonly user: string; readonly password: string}, {server, database, signal}: {readonly server: string; readonly database: string; readonly signal: AbortSignal}): Promise<DivisionRead> => {
	keepSecret(account.password);
	const client = openHttpClient(probe.address);
	const scheme = probe.schemes.some(offered => /^ntlm$/iv.test(offered)) ? 'NTLM' : 'Negotiate';
	try {
		const {status, body} = await readWithNtlm(client, {
			path: divisionPath,
			headers: {accept: 'application/json', ServerName: headerValue(server), DatabaseName: headerValue(database)},
			signal,
		}, parseAccount(account.user, account.password), scheme);
		return {
			status, message: status >= 400 ? faultText(body) : undefined, division: status < 400 ? divisionCode(body) : undefined, isList: isODataList(body),
		};
	} finally {
		client.close();
	}
};

/** HTTP headers carry bytes: names outside Latin go as UTF-8. */
const headerValue = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

const divisionCode = (body: string): string | undefined => {
	const code = odataRows(body)?.[0]?.Code;
	return typeof code === 'string' ? code.trim() : undefined;
};
