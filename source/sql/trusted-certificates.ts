import process from 'node:process';
import tls from 'node:tls';

/** Certificates (PEM) to check a server against: Node's, those given, and on Windows and macOS the system's, where a company's authority is. */
export const trustedCertificates = (ca?: string): string[] | undefined => {
	const hasSystemStore = process.platform === 'win32' || process.platform === 'darwin';
	return ca === undefined && !hasSystemStore ? undefined : [...tls.getCACertificates('default'), ...(hasSystemStore ? tls.getCACertificates('system') : []), ...(ca === undefined ? [] : [ca])];
};
