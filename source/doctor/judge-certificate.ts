import type {EncryptionFacts} from '../connection/tls/inspect-encryption.js';
import {
	fail,
	pass,
	warn,
	type DoctorCheck,
} from './check.js';

export type TrustChoices = {readonly encrypt: boolean; readonly trustServerCertificate: boolean; readonly ca?: string | undefined};

const soonMs = 30 * 86_400_000;

/** The certificate of a server by the profile's choice of trust: names, dates, and whether this machine may believe it. */
export const judgeCertificate = (server: string, {prelogin, handshake}: EncryptionFacts, {encrypt, trustServerCertificate, ca}: TrustChoices, now = Date.now()): DoctorCheck => {
	const check = (make: typeof warn | typeof fail, seen: string, fix: string) => make('certificate', 'Certificate', `${server}: ${seen}`, fix);
	if (handshake === undefined) {
		return encrypt
			? check(fail, `the server offers no encryption (${prelogin.encryption}), and the profile demands it`, 'Install a certificate on the SQL server, or say in the profile that nothing is encrypted: --no-encrypt.')
			: check(warn, 'nothing is encrypted, by the choice of the profile', 'Passwords and data can be read on the way: baco profile set NAME with another choice of encryption.');
	}

	const {certificate: {names, validFrom, validTo}, chainError, nameError, protocol} = handshake;
	const seen = `${protocol}, certificate of ${names.join(', ')}, valid from ${validFrom.slice(0, 10)} to ${validTo.slice(0, 10)}`;
	const distrust = [chainError, nameError && 'the name is another one'].filter(Boolean).join(', ');
	if (distrust !== '') {
		return trustServerCertificate
			? check(warn, `${seen}; taken unseen, though this machine does not trust it (${distrust})`, 'Another machine could take its place: name its authority with --ca-file.')
			: check(fail, `${seen}; this machine does not trust it (${distrust})`, 'Renew or mend it, name its authority with --ca-file, or the name in it with --server-name: baco profile set NAME.');
	}

	return Date.parse(validTo) - now < soonMs
		? check(warn, `${seen}; it ends within 30 days`, 'Renew the certificate of the SQL server.')
		: pass('certificate', 'Certificate', `${server}: ${seen}; trusted${ca === undefined ? '' : ' by the file of the profile'}${trustServerCertificate ? ', and would be taken unseen as well' : ''}`);
};
