import {exitCodes} from './exit-codes.js';
import type {Entry, Explanation, Facts} from './problem.js';
import {profileSet, withTunnel} from './reached-at.js';
import {show} from './show.js';

const insecure = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.connection, explain});

/** A connection that ends in the handshake shows no more than its end: what may be behind it is named as possible, the likeliest first. */
const handshakeAdvice = (facts: Facts): Explanation => {
	const {host, port, code, firstBytes} = facts;
	const place = `${show(host)}${port === undefined ? '' : `, port ${show(port)},`}`;
	if (firstBytes !== undefined) {
		return {
			summary: `${place} does not answer as SQL Server does (${show(code)}).`,
			cause: 'What listens on this port is another program; its first bytes are in the evidence.',
			fix: 'Correct the port: SQL Server\'s own is in its error log and in Configuration Manager.',
		};
	}

	const tooOld = `A server that knows no TLS 1.2 must be patched; as a last resort: ${profileSet(facts, '--min-tls TLSv1')}.`;
	return /^(?:ERR_SSL_|EPROTO)/v.test(String(code))
		? {
			summary: `${place} and this machine come to no agreement on encryption (${show(code)}).`,
			cause: 'Possible, the likeliest first: the server only speaks TLS 1.0 or 1.1; what listens on this port is not SQL Server.',
			fix: `Check the port. ${tooOld}`,
		}
		: {
			summary: `${place} ended the connection during the encryption handshake (${show(code)}).`,
			cause: 'Only the end of the connection was seen. Possible, the likeliest first: the port belongs to another program; SQL Server was stopped or restarted just then; it only speaks TLS 1.0 or 1.1.',
			fix: `Check the port and that SQL Server runs, then test again. ${tooOld}`,
		};
};

/** Encryption of the connection to SQL Server. */
export const tlsProblems = {
	'TLS-1': insecure(facts => ({
		summary: `The certificate of ${show(facts.host)} is not signed by an authority that this machine trusts (${show(facts.code)}).`,
		cause: 'SQL Server uses its own self-signed certificate, or one of an authority that is not known here.',
		fix: facts.trustServerCertificate === true
			? `The profile trusts it unseen. To be sure of the server, install a certificate of a trusted authority, or name the certificate: ${profileSet(facts, '--ca-file PEM --no-trust-server-certificate')}.`
			: `Install a trusted certificate in SQL Server, or name the authority: ${profileSet(facts, '--ca-file PEM')}. Without verifying the server: --trust-server-certificate instead (--globe-trust-server-certificate for the Globe servers alone).`,
	})),
	'TLS-2': insecure(({host, names, ...facts}) => ({
		summary: `The certificate is not made out to ${show(host)}${Array.isArray(names) && names.length > 0 ? ` but to ${names.join(', ')}` : ''}.`,
		cause: 'The name or IP address used differs from the names in the certificate.',
		fix: `Use the name of the certificate in the database path; for the Synergy server, say it in the profile: ${profileSet(facts, '--server-name NAME')}.`,
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
	'TLS-4': insecure(facts => withTunnel(handshakeAdvice(facts), facts)),
	'TLS-5': insecure(({host, ...facts}) => ({
		summary: `${show(host)} demands encryption, but the profile switches it off.`,
		cause: 'Force Encryption is on at the server and encrypt is off in the profile.',
		fix: `Switch it on: ${profileSet(facts, '--encrypt')} (--globe-encrypt for the Globe servers alone).`,
	})),
	'TLS-6': insecure(({host, ...facts}) => ({
		summary: `The connection to ${show(host)} is not encrypted.`,
		cause: 'The profile switches encryption off, so passwords and data can be read on the network.',
		fix: `Switch it on: ${profileSet(facts, '--encrypt')} (--globe-encrypt for the Globe servers alone); with a self-signed certificate add --ca-file PEM.`,
	})),
	'TLS-7': insecure(({host, ...facts}) => ({
		summary: `${show(host)} offers no encryption, but the profile demands it.`,
		cause: 'Encryption is not available at the server (no certificate could be loaded).',
		fix: `Install a certificate in SQL Server; or, when the network is trusted: ${profileSet(facts, '--no-encrypt')} (--no-globe-encrypt for the Globe servers alone).`,
	})),
	'TLS-8': {
		exitCode: exitCodes.timedOut,
		explain: facts => withTunnel({
			summary: `${show(facts.host)}${facts.port === undefined ? '' : `, port ${show(facts.port)},`} took the connection, but ${facts.code === 'ETIMEDOUT' ? 'did not finish' : 'ended it before'} the agreement on encryption ${facts.code === 'ETIMEDOUT' ? 'within' : 'after'} ${show(typeof facts.waitedMs === 'number' ? Math.round(facts.waitedMs / 100) / 10 : facts.waitedMs)} s.`,
			cause: 'The server or this machine is overloaded, or something on the way holds packets back. What the server offers is not known.',
			fix: 'Test again in a minute, with fewer tests at once (--concurrency). When it stays so, let the administrator look at the server and its error log.',
		}, facts),
	},
} as const satisfies Record<string, Entry>;
