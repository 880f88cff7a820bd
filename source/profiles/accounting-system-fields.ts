import type {AccountingSystem} from './profile.js';

/** What is wrong with the office of a profile, if anything. */
export const officeFault = (value: unknown): string | undefined => isRecord(value) ? urlFault('the address of the office', value.url) ?? (isText(value.clientIdentifier) ? undefined : 'the office has no clientIdentifier') : 'the office must have a url and a clientIdentifier';

/** What is wrong with the accounting systems of a profile, if anything. */
export const accountingSystemsFault = (value: unknown): string | undefined =>
	isRecord(value) ? Object.entries(value).map(([id, settings]) => faultOf(id, settings)).find(fault => fault !== undefined) : 'the accounting systems must be a list by connection';

/** What is wrong with one connection, if anything. */
export const faultOf = (id: string, value: unknown): string | undefined => {
	if (!/^[\w\-.]{1,64}$/v.test(id)) {
		return `the name of connection ${JSON.stringify(id)} has other characters than letters, digits, dots and hyphens, or more than 64`;
	}

	if (!isRecord(value) || !systems.has(value.system as AccountingSystem['system'])) {
		return `the system of connection ${id} is not one of ${[...systems].join(', ')}`;
	}

	const text = ['description', 'clientId', 'division'].find(field => value[field] !== undefined && !isText(value[field]));
	if (text !== undefined) {
		return `${text} of connection ${id} is not a text`;
	}

	return (value.url === undefined ? undefined : urlFault(`the site of connection ${id}`, value.url))
		?? (value.redirectUri === undefined || (typeof value.redirectUri === 'string' && URL.canParse(value.redirectUri)) ? undefined : `the redirect address of connection ${id} is not an address`)
		?? matchFault(id, value.matchBy)
		?? (value.companies === undefined || (Array.isArray(value.companies) && value.companies.every(company => isText(company))) ? undefined : `companies of connection ${id} is not a list of ids or codes`);
};

const systems: ReadonlySet<AccountingSystem['system']> = new Set(['exact-online', 'twinfield', 'basecone', 'globe']);

const matchFault = (id: string, value: unknown) => value === undefined || (Array.isArray(value) && value.every(key => ['code', 'hid', 'name'].includes(key as string)))
	? undefined
	: `matchBy of connection ${id} is not a list of code, hid and name`;

/** Tokens and keys travel there: only this machine may do without encryption. */
const urlFault = (what: string, value: unknown): string | undefined => {
	if (typeof value !== 'string' || !URL.canParse(value)) {
		return `${what} ${JSON.stringify(value)} is not an address`;
	}

	const {protocol, hostname, username} = new URL(value);
	if (username !== '') {
		return `${what} has a user name in it`;
	}

	return protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/v.test(hostname)) ? undefined : `${what} ${value} does not begin with https`;
};

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '' && value.length <= 256 && !/\p{Control}/v.test(value);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
