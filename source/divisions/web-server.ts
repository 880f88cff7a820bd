import {hostTrouble, parsePort, type Parsed} from './parsed.js';

/** Where the entity service of Globe listens. */
export type WebServer = {readonly host: string; readonly port: number; readonly secure: boolean};

/** Parses `HOST:PORT` of the back office connection page, or a whole http(s) URL, of which only scheme, host and port are kept. */
export const parseWebServer = (text: string): Parsed<WebServer> => {
	const trimmed = text.trim();
	if (trimmed === '') {
		return {reason: 'it is empty'};
	}

	const url = /^(?<scheme>[a-z][+\-.0-9a-z]*):\/\/(?<authority>[^#\/?]*)/iv.exec(trimmed)?.groups;
	const scheme = url?.scheme?.toLowerCase();
	if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
		return {reason: `${scheme} is neither http nor https`};
	}

	const authority = url?.authority ?? trimmed;
	if (authority.includes('@')) {
		return {reason: 'it must not hold a user or a password'};
	}

	const parts = /^(?<host>\[[^\]]*\]|[^:]*)(?::(?<port>.*))?$/v.exec(authority)?.groups;
	if (parts === undefined) {
		return {reason: `${authority} is not HOST:PORT`};
	}

	const {host = '', port: portText} = parts;
	const trouble = hostTrouble(host);
	if (trouble !== undefined) {
		return {reason: trouble};
	}

	const defaultPort = scheme === undefined ? '' : (scheme === 'https' ? '443' : '80');
	const port = parsePort(portText ?? defaultPort);
	return 'reason' in port ? port : {value: {host: host.replaceAll(/[\[\]]/gv, ''), port: port.value, secure: scheme === 'https'}};
};

/** The form that Synergy stores: `HOST:PORT`. */
export const formatWebServer = ({host, port}: Pick<WebServer, 'host' | 'port'>): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;
