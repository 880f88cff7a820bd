import process from 'node:process';
import tls from 'node:tls';

/**
Certificates (PEM) to check a server against: those given and no others, else Node's own, on Windows and macOS with the system's, where a
company's authority is. Reading Node's hundred and fifty beside a given one would cost 40 ms of each connection.
*/
export const trustedCertificates = (ca?: string): string[] | undefined => {
	if (ca !== undefined) {
		return [ca];
	}

	const hasSystemStore = process.platform === 'win32' || process.platform === 'darwin';
	return hasSystemStore ? [...tls.getCACertificates('default'), ...tls.getCACertificates('system')] : undefined;
};
