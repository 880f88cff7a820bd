import {hostPart, instancePart, isSameMachine} from '../../access-servers/machine-name.js';
import {formatServerPath, parseServerPath} from '../../divisions/server-path.js';
import {formatWebServer, parseWebServer} from '../../divisions/web-server.js';
import {BacoError} from '../../problems/baco-error.js';

/** From which server to which: `OLD` moves every instance of the machine, `OLD\INSTANCE` that one. */
export type Move = {readonly from: string; readonly to: string};

/** Throws MOVE-NAME when one of the two is no server, or both are the same. */
export const checkMove = ({from, to}: Move): Move => {
	for (const name of [from, to]) {
		const parsed = parseServerPath(name);
		if ('reason' in parsed) {
			throw new BacoError('MOVE-NAME', {name, reason: parsed.reason});
		}
	}

	if (from.trim().toLowerCase() === to.trim().toLowerCase()) {
		throw new BacoError('MOVE-NAME', {name: to, reason: 'it is the old one'});
	}

	return {from: from.trim(), to: to.trim()};
};

/** A server path with the new server in the place of the old one, in the form it had; undefined when it names another one. The instance stays unless the move names one; a port stays with its machine, so it goes. */
export const movedServer = (path: string, {from, to}: Move): string | undefined => {
	const parsed = parseServerPath(path);
	if ('reason' in parsed || !isNamed(parsed.value, from)) {
		return undefined;
	}

	const target = parseServerPath(to);
	if ('reason' in target) {
		return undefined;
	}

	const {instance} = parsed.value;
	const isKeepsInstance = instance !== undefined && target.value.instance === undefined && instancePart(from) === undefined;
	return formatServerPath({...target.value, ...(isKeepsInstance && {instance})});
};

/** The same for `HOST:PORT`: an application server that went along. */
export const movedWebServer = (address: string, {from, to}: Move): string | undefined => {
	const parsed = parseWebServer(address);
	return 'reason' in parsed || !isSameMachine(parsed.value.host, hostPart(from)) ? undefined : formatWebServer({host: bareHost(to), port: parsed.value.port});
};

/** The same for a bare host name. */
export const movedHost = (host: string, {from, to}: Move): string | undefined => host.trim() !== '' && isSameMachine(host, hostPart(from)) ? bareHost(to) : undefined;

/** Whether a free text, an address say, names the machine as a word of its own. */
export const isMentioned = (text: string, {from}: Move): boolean => text.toLowerCase().split(/[^\p{Letter}\p{Number}\-._]+/v).some(word => word !== '' && isSameMachine(word, hostPart(from)));

const bareHost = (name: string) => hostPart(name.split(',', 1)[0]!);

const isNamed = ({host, instance}: {readonly host: string; readonly instance?: string}, from: string) => {
	const wanted = instancePart(from.split(',', 1)[0]!);
	return isSameMachine(host, bareHost(from)) && (wanted === undefined || wanted.toLowerCase() === (instance ?? 'MSSQLSERVER').toLowerCase());
};
