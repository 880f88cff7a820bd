/** What a parser gives: the parts, or the reason in words why the text is not usable. */
export type Parsed<T> = {readonly value: T} | {readonly reason: string};

/** A whole number from 1 to 65535, or the reason why it is none. */
export const parsePort = (text: string): Parsed<number> => {
	const port = /^\d{1,5}$/v.test(text) ? Number(text) : 0;
	return port >= 1 && port <= 65_535 ? {value: port} : {reason: text === '' ? 'the port is missing' : `${text} is not a port (1 to 65535)`};
};

/** Host names and IP addresses as they may stand in a setting; undefined when the text is one. */
export const hostTrouble = (host: string): string | undefined => {
	if (host === '') {
		return 'the host is missing';
	}

	if (/^\[?[\p{Hex_Digit}.:]+\]?$/v.test(host) && host.includes(':')) {
		return undefined;
	}

	// Underscores are no letters of DNS, but of Windows machine names.
	return /^[\p{Letter}\p{Number}_](?:[\p{Letter}\p{Number}\-._]*[\p{Letter}\p{Number}._])?$/v.test(host) ? undefined : `${host} is not a host name`;
};
