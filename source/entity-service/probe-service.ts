import {socketCodeOf, waitedOf} from '../connection/network/open-port.js';
import {openHttpClient, type ServiceAddress, type ServiceResponse} from './http-client.js';
import {isODataList} from './odata-list.js';
import {offeredSchemes} from './read-with-ntlm.js';

/** What a port offers, found without credentials. */
export type ServiceProbe = {
	readonly address: ServiceAddress;
	readonly wsdl: 'found' | 'absent' | 'strange';
	/** Host in the address of the WSDL. */
	readonly wsdlHost: string | undefined;
	readonly wsdlStatus: number | undefined;
	readonly rest: 'found' | 'absent' | 'strange';
	readonly restStatus: number | undefined;
	readonly schemes: readonly string[];
	/** Code of the socket or OpenSSL when the port did not answer HTTP. */
	readonly error: string | undefined;
	/** How long an answer was waited for that did not come. */
	readonly waitedMs?: number;
};

export const wsdlPath = '/services/Exact.Entity.EG?singleWsdl';
export const divisionPath = '/services/Exact.Entity.REST.EG/Division?$top=1';

/** Asks for the WSDL and for the REST interface. Rejects only with the reason of the signal. */
export const probeService = async (address: ServiceAddress, {signal, timeoutMs}: {readonly signal: AbortSignal; readonly timeoutMs?: number}): Promise<ServiceProbe> => {
	const client = openHttpClient(address);
	const patience = timeoutMs === undefined ? {} : {timeoutMs};
	try {
		const wsdl = await client.get({path: wsdlPath, signal, ...patience});
		const rest = await client.get({
			path: divisionPath, signal, headers: {accept: 'application/json'}, ...patience,
		});
		return {
			address, ...wsdlFacts(wsdl), ...restFacts(rest), error: undefined,
		};
	} catch (error) {
		signal.throwIfAborted();
		return {
			address, wsdl: 'absent', wsdlHost: undefined, wsdlStatus: undefined, rest: 'absent', restStatus: undefined, schemes: [], error: socketCodeOf(error), ...waitedOf(error),
		};
	} finally {
		client.close();
	}
};

const wsdlFacts = ({status, body}: ServiceResponse): Pick<ServiceProbe, 'wsdl' | 'wsdlHost' | 'wsdlStatus'> => {
	const isWsdl = status === 200 && /<(?:\w+:)?definitions[\s>]/v.test(body) && /EntityWinService|exactsoftware\.com/v.test(body);
	const location = /\saddress\s+location="https?:\/\/(?<host>[^"\/:]+)/v.exec(body)?.groups?.host ?? /:address\s+location="https?:\/\/(?<host>[^"\/:]+)/v.exec(body)?.groups?.host;
	return {wsdl: isWsdl ? 'found' : (status === 404 ? 'absent' : 'strange'), wsdlHost: isWsdl ? location : undefined, wsdlStatus: status};
};

const restFacts = (response: ServiceResponse): Pick<ServiceProbe, 'rest' | 'restStatus' | 'schemes'> => {
	const {status, body} = response;
	// A web server of another kind may answer 200 to anything.
	const isRest = status === 401 || (status === 200 && isODataList(body));
	return {rest: isRest ? 'found' : (status === 404 ? 'absent' : 'strange'), restStatus: status, schemes: status === 401 ? offeredSchemes(response) : []};
};
