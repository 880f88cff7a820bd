import net from 'node:net';
import type {Profile} from './profile.js';

type Server = Profile['server'];

/** Reads `HOST`, `HOST,PORT` or `HOST\INSTANCE` (an optional `tcp:` in front); the fault as a text when it is none of them. */
export const parseServer = (text: string): Server | string => {
	const trimmed = text.trim().replace(/^tcp:/iv, '');
	const [address, ...instances] = trimmed.split('\\');
	const [host, ...ports] = address!.split(',').map(part => part.trim());
	// Some write HOST\INSTANCE,PORT: the port then belongs to the same server.
	const [instance, ...moreParts] = instances.flatMap(part => part.split(',').map(piece => piece.trim()));
	if (instances.length > 1 || ports.length > 1 || moreParts.length > 1) {
		return String.raw`the server "${text}" is not HOST, HOST,PORT or HOST\INSTANCE`;
	}

	const port = ports[0] ?? moreParts[0];
	if (port !== undefined && instance !== undefined) {
		return `the server "${text}" has a port and an instance: give one of them, the port where it is known`;
	}

	if (port !== undefined && !/^\d+$/v.test(port)) {
		return portFault(port);
	}

	const server = {
		host: host === '.' || /^\(local\)$/iv.test(host!) ? 'localhost' : host!,
		...(port !== undefined && {port: Number(port)}),
		...(instance !== undefined && {instance}),
	};
	return serverFault(server) ?? server;
};

/** `HOST`, `HOST,PORT` or `HOST\INSTANCE`. */
export const formatServer = ({host, port, instance}: Server): string => {
	if (instance !== undefined) {
		return `${host}\\${instance}`;
	}

	return port === undefined ? host : `${host},${port}`;
};

const portFault = (port: unknown) => `the port ${JSON.stringify(port)} is not a number from 1 to 65535`;

/** What is wrong with a server, if anything. */
export const serverFault = (server: unknown): string | undefined => {
	if (typeof server !== 'object' || server === null || Array.isArray(server)) {
		return 'the server must have a host';
	}

	const {host, port, instance} = server as {readonly host?: unknown; readonly port?: unknown; readonly instance?: unknown};
	if (typeof host !== 'string' || !isHost(host)) {
		return `the host ${JSON.stringify(host) ?? 'is missing and'} is not a host name or an IP address`;
	}

	if (port !== undefined && !isPort(port)) {
		return portFault(port);
	}

	if (instance !== undefined && (typeof instance !== 'string' || !/^[\p{Letter}#_][\p{Letter}\p{Number}#$_]{0,15}$/v.test(instance))) {
		return `the instance ${JSON.stringify(instance)} is not a name of 1 to 16 letters, digits, _ or $`;
	}

	return port !== undefined && instance !== undefined ? 'the server has a port and an instance: give one of them' : undefined;
};

export const isPort = (port: unknown): boolean => typeof port === 'number' && Number.isSafeInteger(port) && port > 0 && port < 65_536;

/** Windows names may have underscores. */
export const isHost = (host: string): boolean => net.isIP(host) !== 0 || (host.length < 254 && /^[\p{Letter}\p{Number}_](?:[\p{Letter}\p{Number}\-._]*[\p{Letter}\p{Number}_])?$/v.test(host) && !/\.\.|^[\d.]+$/v.test(host));
