import {lookup} from 'node:dns/promises';
import {openPort, socketCodeOf} from '../connection/network/open-port.js';
import {sideBySide} from '../connection/side-by-side.js';
import {parseHostPort} from '../profiles/profile-fields.js';
import type {Profile} from '../profiles/profile.js';
import {fail, pass, type DoctorCheck} from './check.js';

/** The tunnels of a profile: whether something listens where each of them leads, or its name resolves where no port is named. */
export const inspectTunnels = async ({name, addresses}: Profile, signal: AbortSignal): Promise<DoctorCheck[]> => sideBySide(Object.entries(addresses), 8, async ([from, to]) => {
	const {host, port} = parseHostPort(to) ?? {host: to};
	try {
		if (port === undefined) {
			const {address} = await lookup(host);
			return pass('tunnel', 'Tunnel', `${from} is reached at ${to} (${address}); its port is that of the name`);
		}

		const {durationMs} = await openPort({
			host, port, timeoutMs: 5000, signal,
		});
		return pass('tunnel', 'Tunnel', `${from} is reached at ${to}, which is open (${durationMs} ms)`);
	} catch (error) {
		signal.throwIfAborted();
		return fail('tunnel', 'Tunnel', `${from} is to be reached at ${to}, where nothing answers (${socketCodeOf(error)})`, `Open the tunnel again; or correct it: baco profile set ${name}, with --add-address ${from}=ADDRESS:PORT.`);
	}
});
