import {BacoError} from '../problems/baco-error.js';
import {parseHostPort} from '../profiles/profile-fields.js';
import {formatServer, isPort} from '../profiles/server-address.js';
import type {Profile} from '../profiles/profile.js';
import {
	isPortText,
	profileOf,
	serverOfAnswers,
	type SetupAnswers,
} from './answers.js';
import {certificateLines, checkServer, type SeenServer} from './check-server.js';
import {refuse, type SetupQuestion} from './question.js';

/** Where an instance is reached whose SQL Server Browser says nothing: asked only then. */
export const browserQuestion: SetupQuestion = {
	id: 'browser',
	title: 'Port of the instance, or its SQL Server Browser',
	kind: 'text',
	explain: 'SQL Server Browser, which knows the port of an instance, is silent. Type the TCP port: SQL Server Configuration Manager there has it (TCP/IP, IPAll), and the SQL Server error log. Or where the Browser is reached (UDP), ADDRESS:PORT, as for a tunnel. An empty answer asks the Browser again.',
	applies: ({answers: {silentServer}}) => silentServer === 'yes',
	fallback: ({answers}) => answers.browser ?? '',
	async check(answer, {answers, server, signal}) {
		const browser = answer.trim();
		const fault = faultOf(browser);
		if (server === undefined || fault !== undefined) {
			throw refuse(fault ?? 'no server was named');
		}

		const tried: SetupAnswers = {...answers, browser, serverName: ''};
		const seen = await checkServer(profileOf(tried, server), signal);
		const by = isPortText(browser) ? ['The profile names the port instead of the instance.'] : [];
		return {says: [...reachedLines(serverOfAnswers(tried, server), seen), ...by], answers: {browser}};
	},
};

/** What was seen of a server that was reached. */
export const reachedLines = (server: Profile['server'], seen: SeenServer): string[] => [`${formatServer(server)} answers at ${seen.host}, port ${seen.port}.`, ...certificateLines(seen)];

/** SQL Server Browser said nothing, so the port is not known. */
export const isSilent = (error: unknown): error is BacoError => error instanceof BacoError && error.id === 'SSRP-1';

const faultOf = (browser: string): string | undefined => {
	if (browser === '') {
		return undefined;
	}

	if (isPortText(browser)) {
		return isPort(Number(browser)) ? undefined : `the port ${browser} is not a number from 1 to 65535`;
	}

	return parseHostPort(browser)?.port === undefined ? `${JSON.stringify(browser)} is neither a port nor ADDRESS:PORT` : undefined;
};
