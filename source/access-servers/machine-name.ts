import net from 'node:net';
import {parseMacAddress} from '../divisions/mac-address.js';

/** The parts of a machine name in lower case: `GLOBESQL01.corp.example\EXACT`. */
type NameParts = {readonly host: string; readonly label: string; readonly hasSuffix: boolean; readonly instance: string | undefined};

/** Whether a value can be a host name: letters, digits, `-`, `_`, `.`, with an optional `\INSTANCE`, and no MAC address. */
export const isLikeName = (value: string): boolean =>
	/^[\p{Letter}\p{Number}\-._]+(?:\\[\p{Letter}\p{Number}#$_]+)?$/v.test(value.trim()) && parseMacAddress(value) === undefined && partsOf(value).label.length <= 63;

/**
Whether two names mean the same machine: case, blanks and a dot at the end do not count; a missing DNS suffix or instance fits any.
Two different suffixes, or two different instances, are two machines.
*/
export const isSameMachine = (one: string, other: string): boolean => {
	const [a, b] = [partsOf(one), partsOf(other)];
	if (a.host === '' || b.host === '') {
		return false;
	}

	const isSameHost = a.host === b.host || (a.label === b.label && !(a.hasSuffix && b.hasSuffix));
	return isSameHost && (a.instance === undefined || b.instance === undefined || a.instance === b.instance);
};

/** `HOST` of `HOST\INSTANCE`, as it is written. */
export const hostPart = (name: string): string => name.trim().split('\\', 1)[0]!;

/** `INSTANCE` of `HOST\INSTANCE`. */
export const instancePart = (name: string): string | undefined => {
	const [, instance] = name.trim().split('\\', 2);
	return instance === '' ? undefined : instance;
};

const partsOf = (name: string): NameParts => {
	const host = hostPart(name).toLowerCase().replace(/(?<!\.)\.+$/v, '');
	const isAddress = net.isIP(host) !== 0;
	const label = isAddress ? host : host.split('.', 1)[0]!;
	return {
		host, label, hasSuffix: label !== host, instance: instancePart(name)?.toLowerCase(),
	};
};
