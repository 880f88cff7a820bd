import {shellWord} from '../platform/shell-word.js';
import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {profileSet} from './reached-at.js';
import {show} from './show.js';

const found = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.failed, explain});

const openPorts = (ports: unknown) => Array.isArray(ports) && ports.length > 0 ? ` Open there: ${ports.join(', ')}.` : '';

/** `failedSteps`: what failed before on the way to the same database; empty when all of it passed. */
const databaseAdvice = (host: string, failedSteps: unknown): {readonly cause: string; readonly fix: string} => {
	if (!Array.isArray(failedSteps)) {
		return {
			cause: 'The server or database name it was given is wrong, its Baco login fails, or BacoAccessServers refuses the machine.',
			fix: 'Look at the steps LOGIN to BAS of this test: they show what the service runs into.',
		};
	}

	return failedSteps.length > 0
		? {
			cause: `The way to this database failed in this test too: ${failedSteps.join(', ')}.`,
			fix: `Mend what ${failedSteps.join(' and ')} ${failedSteps.length === 1 ? 'shows' : 'show'} first, then test again.`,
		}
		: {
			cause: 'This test reached the same database as Baco, so the service itself uses another Baco password, server or database than the one tested, or does not reach the SQL server from its machine.',
			fix: `On ${host}, look at the configuration of the Exact entity service (its SQL server, and the password of Baco) and at its entries in the event log. Correct them and restart the service.`,
		};
};

/** The entity service of Globe and the web services of Synergy. */
export const serviceProblems = {
	'SVC-1': found(({host, port, openPorts: ports}) => ({
		summary: `The entity service on ${show(host)} refuses connections on port ${show(port)}.`,
		cause: 'The Exact entity Windows service is stopped, or it listens on another port.',
		fix: `Start the service on the application server. Usual ports are 8000, 8010 (SOAP) and 8020 (REST).${openPorts(ports)}`,
	})),
	'SVC-2': found(({host, port, waitedMs}) => ({
		summary: `The entity service on ${show(host)}, port ${show(port)}, does not answer ${typeof waitedMs === 'number' ? `within ${waitedMs / 1000} s` : 'in time'}.`,
		cause: 'A firewall drops the packets, or the machine or the service hangs.',
		fix: 'Open the port between this machine and the application server; restart the service when it hangs.',
	})),
	'SVC-3': found(({host, port, path}) => ({
		summary: `${show(host)}, port ${show(port)}, answers 404: ${show(path)} is not there.`,
		cause: 'The port belongs to another binding or program, or the product version has no REST service (405 and higher have it).',
		fix: 'Check the port of the web server in the back office settings: SOAP 8010, REST 8020.',
	})),
	'SVC-4': found(({user, status}) => ({
		summary: `The entity service refuses the Windows account ${show(user)} (HTTP ${show(status ?? 401)} after NTLM).`,
		cause: 'User, password or domain is wrong, or the server refuses NTLM for this name (loopback check, SPN).',
		fix: String.raw`Test the account elsewhere, write it as DOMAIN\user, and set its password again: baco credential set.`,
	})),
	'SVC-5': found(({user, message, status}) => ({
		summary: `The account ${show(user)} has no rights in the entity service${status === undefined ? '' : ` (HTTP ${show(status)})`}${message === undefined ? '.' : `: ${show(message)}`}`,
		cause: 'The Globe user lacks a function right, or is not an active employee in Globe.',
		fix: 'Check the roles of the user in Globe, and that the person is an active employee there.',
	})),
	'SVC-6': found(({message, status, host, failedSteps}) => ({
		summary: `The entity service could not use the database${status === undefined ? '' : ` (HTTP ${show(status)})`}${message === undefined ? '.' : `: ${show(message)}`}`,
		...databaseAdvice(show(host), failedSteps),
	})),
	'SVC-7': found(({host, port}) => ({
		summary: `${show(host)}, port ${show(port)}, answers 503: the service behind it does not respond.`,
		cause: 'Windows (HTTP.sys) has the port reserved, but the entity service does not answer.',
		fix: 'Restart the Exact entity Windows service and look at the event log of the application server.',
	})),
	'SVC-8': found(({host, port, code}) => ({
		summary: `The HTTPS connection to ${show(host)}, port ${show(port)}, fails (${show(code)}).`,
		cause: 'The certificate of a reverse proxy in front of the service is not accepted, or the port does not speak HTTPS.',
		fix: 'Mend the certificate of the proxy, or use the plain HTTP port of the service.',
	})),
	'SVC-9': found(({host, wsdlHost}) => ({
		summary: `The service calls itself ${show(wsdlHost)}, the settings say ${show(host)}.`,
		cause: 'A proxy, an alias or address translation lies between.',
		fix: 'Nothing to mend: keep the configured host.',
	})),
	'SVC-10': found(({host, ...facts}) => ({
		summary: `The entity service on ${show(host)} was only probed, no data was read.`,
		cause: 'The profile has no Windows account to read with.',
		fix: `Name one and keep its password: ${profileSet(facts, `--service-user ${shellWord(String.raw`DOMAIN\user`)}`)}; baco credential set ${shellWord(`${facts.profile === undefined ? 'NAME' : show(facts.profile)}/service`)} --password-stdin.`,
	})),
	'SVC-11': found(({user, credential}) => ({
		summary: `No password is kept for the Windows account ${show(user)}, so nothing was read from the entity service.`,
		cause: 'The credential stores of this machine have no entry for it.',
		fix: `Keep it: baco credential set ${shellWord(show(credential))} --password-stdin.`,
	})),
	'SVC-12': found(({host, schemes}) => ({
		summary: `The entity service on ${show(host)} does not offer NTLM (${Array.isArray(schemes) && schemes.length > 0 ? schemes.join(', ') : 'no scheme'}).`,
		cause: 'The service is set up for a federated identity, or a proxy in front of it removes the offer.',
		fix: 'Read the service with the account that its identity provider accepts; baco only knows NTLM.',
	})),
	'SVC-13': found(({host, port, status, detail}) => ({
		summary: `${show(host)}, port ${show(port)}, does not answer like an entity service${status === undefined ? '' : ` (HTTP ${show(status)})`}${detail === undefined ? '.' : `: ${show(detail)}`}`,
		cause: 'Another program listens on this port, or a proxy answers in its place.',
		fix: 'Check the web server in the back office settings.',
	})),
	'IIS-1': found(({message}) => ({
		summary: `The web server may not compile its pages${message === undefined ? '.' : `: ${show(message)}`}`,
		cause: 'After a reset of IIS the pages are compiled under the account of the person who uses the back office, and that account has no rights on the .NET temporary folder.',
		fix: String.raw`Grant the users rights on C:\Windows\Microsoft.NET\Framework\v2.0.50727\Temporary ASP.NET Files on the Synergy web server.`,
	})),
	'LIC-1': found(({message}) => ({
		summary: `The licence does not allow this web service${message === undefined ? '.' : `: ${show(message)}`}`,
		cause: 'The Synergy licence has no licence option 998, which GetMacAddress and UpdateMacAddress need.',
		fix: 'Contact Exact about licence option 998.',
	})),
	'WS-1': found(({message}) => ({
		summary: `The web service is not enabled${message === undefined ? '.' : `: ${show(message)}`}`,
		cause: 'The service is switched off in Synergy, whatever the rights of the user.',
		fix: 'Enable it in Synergy under Web services > Settings (function right 640).',
	})),
} as const satisfies Record<string, Entry>;
