import type {ProblemId} from '../problems/catalogue.js';
import {diagnoseSocketCode} from '../problems/diagnose.js';

/** The row of an answer of the entity service, by what its words say, else by its status; undefined when it is no error. */
export const diagnoseResponse = (status: number, text: string | undefined): ProblemId | undefined => {
	if (status < 400) {
		return undefined;
	}

	const byWords = text === undefined ? undefined : words.find(([pattern]) => pattern.test(text))?.[1];
	return byWords ?? statuses[status] ?? (status >= 500 ? 'SVC-6' : 'SVC-13');
};

/** The row of an error of the connection to the service. */
export const diagnoseServiceError = (code: string): ProblemId => {
	if (code === 'ECONNREFUSED') {
		return 'SVC-1';
	}

	if (['ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(code)) {
		// A connection that was lost says nothing about who listens.
		return 'TCP-3';
	}

	const row = diagnoseSocketCode(code);
	if (row === 'TCP-2') {
		return 'SVC-2';
	}

	return row?.startsWith('TLS-') ? 'SVC-8' : 'SVC-13';
};

// The vendor's texts are not documented; these words are.
const words: ReadonlyArray<readonly [RegExp, ProblemId]> = [
	[/macaddress2/iv, 'BAS-NOROW'],
	[/temporary asp\.net|compil.*(?:denied|access)|access to the path/isv, 'IIS-1'],
	[/\b998\b|licen[cs]e/iv, 'LIC-1'],
	[/web ?service.*(?:not enabled|disabled|switched off)|(?:not enabled|disabled).*web ?service/isv, 'WS-1'],
	[/no ?rights|not (?:an )?active|not authori[sz]ed|insufficient rights|no permission to/iv, 'SVC-5'],
];

const statuses: Readonly<Record<number, ProblemId>> = {
	401: 'SVC-4', 403: 'SVC-5', 404: 'SVC-3', 503: 'SVC-7',
};
