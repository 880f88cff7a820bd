import type {PeerCertificate} from 'node:tls';

/** What a person needs to know of a server's certificate. */
export type CertificateFacts = {
	readonly subject: string;
	readonly issuer: string;
	/** Names it is made out to: alternative names, else the common name. */
	readonly names: readonly string[];
	/** ISO 8601, UTC. */
	readonly validFrom: string;
	readonly validTo: string;
	readonly selfSigned: boolean;
	/** SHA-256, as `certutil` and browsers show it. */
	readonly fingerprint: string;
};

/** Reads the fields of a peer certificate. */
export const certificateFacts = (certificate: PeerCertificate): CertificateFacts => {
	const subject = distinguishedName(certificate.subject);
	const issuer = distinguishedName(certificate.issuer);
	return {
		subject,
		issuer,
		names: certificateNames(certificate),
		validFrom: isoDate(certificate.valid_from),
		validTo: isoDate(certificate.valid_to),
		selfSigned: subject === issuer,
		fingerprint: certificate.fingerprint256,
	};
};

const certificateNames = ({subjectaltname, subject}: PeerCertificate): string[] => {
	const alternative = (subjectaltname ?? '').matchAll(/(?:DNS|IP Address):(?<name>[^\s,]+)/gv).map(match => match.groups!.name!).toArray();
	return alternative.length > 0 ? alternative : [subject.CN].flat().filter((name): name is string => name !== undefined);
};

// The type promises a subject, but a certificate may come without one.
const distinguishedName = (name: Readonly<Partial<Record<string, string | string[]>>> | undefined): string =>
	Object.entries(name ?? {}).map(([key, value]) => `${key}=${[value].flat().join('+')}`).join(', ');

const isoDate = (text: string): string => {
	const date = new Date(text);
	return Number.isNaN(date.getTime()) ? text : date.toISOString();
};
