import {hostTrouble, parsePort, type Parsed} from './parsed.js';

/** A SQL server as a setting names it. `instance` and `port` may both be given; the port then counts, as in Microsoft's clients. */
export type ServerPath = {readonly host: string; readonly instance?: string; readonly port?: number};

/** Parses `SERVER`, `SERVER\INSTANCE`, `SERVER,PORT`, `SERVER\INSTANCE,PORT`, each with an optional `tcp:` in front; `.` and `(local)` are refused, because they mean another machine here. */
export const parseServerPath = (text: string): Parsed<ServerPath> => {
	const trimmed = text.trim();
	if (trimmed === '') {
		return {reason: 'it is empty'};
	}

	const protocol = /^(?<name>[a-z]{2,5}):(?!.*\])/iv.exec(trimmed)?.groups?.name?.toLowerCase();
	if (protocol !== undefined && protocol !== 'tcp') {
		return {reason: `the protocol ${protocol}: cannot be used, only tcp:`};
	}

	const [address = '', portText, ...more] = (protocol === undefined ? trimmed : trimmed.slice(4)).split(',').map(part => part.trim());
	if (more.length > 0) {
		return {reason: 'it has more than one comma'};
	}

	const [host = '', instance, ...rest] = address.split('\\').map(part => part.trim());
	const trouble = rest.length > 0 ? 'it has too many parts' : (localTrouble(host) ?? hostTrouble(host) ?? instanceTrouble(instance));
	if (trouble !== undefined) {
		return {reason: trouble};
	}

	const port = portText === undefined ? undefined : parsePort(portText);
	if (port !== undefined && 'reason' in port) {
		return port;
	}

	return {
		value: {
			host,
			// MSSQLSERVER is the default instance's own name: it listens on 1433 and is not asked for at the Browser.
			...(instance !== undefined && instance.toUpperCase() !== 'MSSQLSERVER' && {instance}),
			...(port !== undefined && {port: port.value}),
		},
	};
};

/** `SERVER`, `SERVER\INSTANCE`, with `,PORT` when there is one. */
export const formatServerPath = ({host, instance, port}: ServerPath): string =>
	`${host}${instance === undefined ? '' : `\\${instance}`}${port === undefined ? '' : `,${port}`}`;

const localTrouble = (host: string) => ['.', '(local)', '(localdb)'].includes(host.toLowerCase()) ? `${host} means the machine itself, not a name that others can use` : undefined;

const instanceTrouble = (instance: string | undefined) => {
	if (instance === undefined) {
		return undefined;
	}

	if (instance === '') {
		return 'the instance is missing after the backslash';
	}

	return /^[\p{Letter}_][\p{Letter}\p{Number}#$_]{0,15}$/v.test(instance) ? undefined : `${instance} is not an instance name`;
};
