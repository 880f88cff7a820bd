import {parseHostPort} from './profile-fields.js';
import type {Profile} from './profile.js';

/** Where a host is really reached, by the profile's addresses: an entry `HOST:PORT` first, then `HOST`; a port that the entry does not name stays. */
export const reachedAddress = <Port extends number | undefined>(addresses: Profile['addresses'], host: string, port: Port): {readonly host: string; readonly port: number | Port} => {
	const names = port === undefined ? [host] : [`${host}:${port}`, host];
	for (const name of names) {
		const entry = Object.entries(addresses).find(([key]) => key.toLowerCase() === name.toLowerCase());
		const address = entry && parseHostPort(entry[1]);
		if (address !== undefined) {
			return {host: address.host, port: address.port ?? port};
		}
	}

	return {host, port};
};
