import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

const usage = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.usage, explain});

const listed = (fact: unknown) => Array.isArray(fact) ? fact.join('; ') : show(fact);

/** The web services GetMacAddress and UpdateMacAddress: what a caller did wrong, and why they do not start. */
export const webServiceProblems = {
	'SERVE-PROPERTY': usage(({faults}) => ({
		summary: `The settings were not changed: ${listed(faults)}.`,
		cause: 'The request names what the entity does not have, or what may not be changed here.',
		fix: 'Read the entity to see its properties. Nothing was changed.',
	})),
	'SERVE-QUERY': usage(({option, value, reason}) => ({
		summary: `${show(option)}${value === '' || value === undefined ? '' : ` ${show(value)}`}: ${show(reason)}.`,
		cause: 'The service knows $filter, $orderby, $select, $skip, $top and $skiptoken over the properties of its entity.',
		fix: 'Correct the query.',
	})),
	'SERVE-REQUEST': usage(({detail}) => ({
		summary: `The request is not understood: ${show(detail)}.`,
		cause: 'Its content is not in the form of the interface.',
		fix: 'Send JSON to the REST interface, and SOAP 1.1 in text/xml to the other one. The page at the root of the service shows the forms.',
	})),
	'SERVE-LARGE': usage(({bytes}) => ({
		summary: `The request is larger than ${show(bytes)} bytes.`,
		cause: 'The service limits what one request may hold; the settings of one division need much less.',
		fix: 'Send one division at a time, without other content. Nothing was changed.',
	})),
	'SERVE-UNKNOWN': usage(({name}) => ({
		summary: `There is no ${show(name)} here.`,
		cause: 'The service offers the entities GetMacAddress (read) and UpdateMacAddress (change).',
		fix: 'Correct the address or the entity\'s name.',
	})),
	'SERVE-EXISTS': {
		exitCode: exitCodes.failed,
		explain: ({division}) => ({
			summary: `Division ${show(division)} has back office settings already.`,
			cause: 'Create is for a division whose connection was not set up yet.',
			fix: 'Update it instead.',
		}),
	},
	'SERVE-LOGIN': {
		exitCode: exitCodes.rights,
		explain: ({user, reason}) => ({
			summary: user === undefined ? 'A user name and a password are needed.' : `${show(user)} could not be logged in${reason === undefined ? '' : `: ${show(reason)}`}.`,
			cause: 'A caller is proven by the SQL login of the Synergy server whose name is the user id in Synergy.',
			fix: 'Send the name and password with Basic authentication.',
		}),
	},
	'SERVE-BUSY': {
		exitCode: exitCodes.failed,
		explain: ({user, seconds}) => ({
			summary: `${user === undefined ? 'Too many requests' : `Too many wrong passwords of ${show(user)}`}: try again in ${show(seconds)} s.`,
			cause: user === undefined ? 'The service limits how much one caller may ask.' : 'The service stops asking the SQL server, so that the login is not locked.',
			fix: 'Wait, then try again.',
		}),
	},
	'SERVE-STOPPING': {
		exitCode: exitCodes.failed,
		explain: () => ({
			summary: 'The service is stopping.',
			cause: 'Its operator ends it.',
			fix: 'Try again when it runs again.',
		}),
	},
	'SERVE-LICENCE': {
		exitCode: exitCodes.rights,
		explain: ({profile}) => ({
			summary: `The web services may not be used with the profile ${show(profile)}.`,
			cause: 'They need option 998 in the licence of Exact Synergy Enterprise. The database does not tell its options, so the profile says whether it is there.',
			fix: `When the licence has the option: baco profile set ${show(profile)} --licence-option-998.`,
		}),
	},
	'SERVE-ADDRESS': {
		exitCode: exitCodes.usage,
		explain: ({host}) => ({
			summary: `${show(host)} is no loopback address, and there is no certificate.`,
			cause: 'Callers send their password with every request: it would cross the network in the clear.',
			fix: 'Give --tls-certificate FILE and --tls-key FILE, or leave the service on 127.0.0.1.',
		}),
	},
	'SERVE-TLS': {
		exitCode: exitCodes.configuration,
		explain: ({file, detail}) => ({
			summary: `The certificate or its key cannot be used: ${show(detail)}.`,
			cause: file === undefined ? 'They are not in PEM form, or do not belong together.' : `${show(file)} cannot be read.`,
			fix: 'Give the chain of certificates in PEM form with --tls-certificate and its key with --tls-key.',
		}),
	},
	'SERVE-LISTEN': {
		exitCode: exitCodes.connection,
		explain: ({host, port, code}) => ({
			summary: `The service cannot listen on ${show(host)}:${show(port)} (${show(code)}).`,
			cause: code === 'EADDRINUSE' ? 'Another program, perhaps another baco serve, has that port.' : 'The address is not one of this machine, or the port needs more rights.',
			fix: 'Choose another with --port or --host.',
		}),
	},
} as const satisfies Record<string, Entry>;
