import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

const insecure = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.connection, explain});

/** Encryption of the connection to SQL Server. */
export const tlsProblems = {
	'TLS-1': insecure(({host, code, trustServerCertificate}) => ({
		summary: `The certificate of ${show(host)} is not signed by an authority that this machine trusts (${show(code)}).`,
		cause: 'SQL Server uses its own self-signed certificate, or one of an authority that is not known here.',
		fix: trustServerCertificate === true
			? 'The profile trusts it unseen. To be sure of the server, install a certificate of a trusted authority, or name its certificate in the caFile of the profile.'
			: 'Install a trusted certificate in SQL Server, name its authority in the caFile of the profile, or set trustServerCertificate in the profile (the server is then not verified).',
	})),
	'TLS-2': insecure(({host, names}) => ({
		summary: `The certificate is not made out to ${show(host)}${Array.isArray(names) && names.length > 0 ? ` but to ${names.join(', ')}` : ''}.`,
		cause: 'The name or IP address used differs from the names in the certificate.',
		fix: 'Use the name of the certificate in the database path, or set serverName in the profile to it.',
	})),
	'TLS-3': insecure(({host, validTo, validFrom, early}) => early === true
		? {
			summary: `The certificate of ${show(host)} is not valid before ${show(validFrom)}.`,
			cause: 'The certificate starts later, or the clock of this machine is wrong.',
			fix: 'Compare the clocks; install a certificate that is valid now.',
		}
		: {
			summary: `The certificate of ${show(host)} expired${validTo === undefined ? '' : ` on ${show(validTo)}`}.`,
			cause: 'Nobody renewed the certificate of SQL Server.',
			fix: 'Renew the certificate, bind it in SQL Server Configuration Manager and restart the instance.',
		}),
	'TLS-4': insecure(({host, port, code}) => ({
		summary: `${show(host)}${port === undefined ? '' : `, port ${show(port)},`} broke off the encryption handshake (${show(code)}).`,
		cause: 'The server only speaks TLS 1.0 or 1.1, or what listens on this port is not SQL Server.',
		fix: 'Check the port, and patch SQL Server for TLS 1.2. As a last resort set minTlsVersion to TLSv1 for this profile.',
	})),
	'TLS-5': insecure(({host}) => ({
		summary: `${show(host)} demands encryption, but the profile switches it off.`,
		cause: 'Force Encryption is on at the server and encrypt is off in the profile.',
		fix: 'Set encrypt to true in the profile.',
	})),
	'TLS-6': insecure(({host}) => ({
		summary: `The connection to ${show(host)} is not encrypted.`,
		cause: 'The profile switches encryption off, so passwords and data can be read on the network.',
		fix: 'Set encrypt to true in the profile; with a self-signed certificate name it in caFile.',
	})),
	'TLS-7': insecure(({host}) => ({
		summary: `${show(host)} offers no encryption, but the profile demands it.`,
		cause: 'Encryption is not available at the server (no certificate could be loaded).',
		fix: 'Install a certificate in SQL Server, or set encrypt to false in the profile when the network is trusted.',
	})),
	'TLS-8': {
		exitCode: exitCodes.timedOut,
		explain: ({host, port, code, waitedMs}) => ({
			summary: `${show(host)}${port === undefined ? '' : `, port ${show(port)},`} took the connection, but ${code === 'ETIMEDOUT' ? 'did not finish' : 'ended it before'} the agreement on encryption ${code === 'ETIMEDOUT' ? 'within' : 'after'} ${show(typeof waitedMs === 'number' ? Math.round(waitedMs / 100) / 10 : waitedMs)} s.`,
			cause: 'The server or this machine is overloaded, or something on the way holds packets back. What the server offers is not known.',
			fix: 'Test again in a minute, with fewer tests at once (--concurrency). When it stays so, let the administrator look at the server and its error log.',
		}),
	},
} as const satisfies Record<string, Entry>;
