import type {ParseArgsConfig} from 'node:util';
import {BacoError} from '../problems/baco-error.js';
import {parseServer} from '../profiles/server-address.js';
import type {Invocation} from './command.js';
import {splitWords} from './split-words.js';

type Fields = Readonly<Record<string, unknown>>;

/** How a flag changes the fields of a profile. */
type ProfileFlag = {
	readonly type: 'string' | 'boolean';
	readonly multiple?: true;
	readonly change: (value: string | boolean | string[], fields: Fields) => Fields;
};

const text = (field: string): ProfileFlag => ({type: 'string', change: value => ({[field]: value})});
const number = (field: string): ProfileFlag => ({type: 'string', change: value => ({[field]: toNumber(value)})});
const choice = (field: string, isChosen: boolean): ProfileFlag => ({type: 'boolean', change: () => ({[field]: isChosen})});
const list = (field: string): ProfileFlag => ({type: 'string', multiple: true, change: value => ({[field]: value})});
const longer = (field: string): ProfileFlag => ({type: 'string', multiple: true, change: (value, before) => ({[field]: withNames(before[field], value as string[])})});
const shorter = (field: string): ProfileFlag => ({type: 'string', multiple: true, change: (value, before) => ({[field]: withoutNames(before[field], value as string[])})});
const globe = (field: string, isChosen: boolean): ProfileFlag => ({type: 'boolean', change: (_, {globe: before}) => ({globe: {...(before as Fields | undefined), [field]: isChosen}})});

const office = (field: string): ProfileFlag => ({type: 'string', change: (value, {office: before}) => ({office: {...(before as Fields | undefined), [field]: value}})});

/** Flags of `baco profile add` and `baco profile set`, and the field that each one is. */
export const profileFlags: Readonly<Record<string, ProfileFlag>> = {
	server: {type: 'string', change: value => ({server: toServer(value as string)})},
	database: text('database'),
	user: text('user'),
	encrypt: choice('encrypt', true),
	'no-encrypt': choice('encrypt', false),
	'trust-server-certificate': choice('trustServerCertificate', true),
	'no-trust-server-certificate': choice('trustServerCertificate', false),
	'server-name': text('serverName'),
	'ca-file': text('caFile'),
	'min-tls': text('minTlsVersion'),
	'read-only': choice('readOnly', true),
	'no-read-only': choice('readOnly', false),
	color: text('color'),
	label: text('label'),
	operator: text('operator'),
	'globe-user': text('globeUser'),
	'globe-encrypt': globe('encrypt', true),
	'no-globe-encrypt': globe('encrypt', false),
	'globe-trust-server-certificate': globe('trustServerCertificate', true),
	'no-globe-trust-server-certificate': globe('trustServerCertificate', false),
	'service-user': text('serviceUser'),
	mac: text('macAddress'),
	'mac-setting': {type: 'string', change: value => ({macAddressSetting: toSetting(value as string)})},
	'former-server': list('formerServers'),
	'add-former-server': longer('formerServers'),
	'remove-former-server': shorter('formerServers'),
	'confirmed-name': list('confirmedNames'),
	'add-confirmed-name': longer('confirmedNames'),
	'remove-confirmed-name': shorter('confirmedNames'),
	address: {type: 'string', multiple: true, change: value => ({addresses: toAddresses(value as string[])})},
	'add-address': {type: 'string', multiple: true, change: (value, before) => ({addresses: withAddresses(before, value as string[])})},
	'remove-address': {type: 'string', multiple: true, change: (value, before) => ({addresses: withoutAddresses(before, value as string[])})},
	'browser-port': number('browserPort'),
	'administrator-role': {type: 'string', change: value => ({administratorRole: {id: toNumber(value), description: 'Administrator'}})},
	'office-url': office('url'),
	'office-client': office('clientIdentifier'),
	'licence-option-998': choice('licenceOption998', true),
	'no-licence-option-998': choice('licenceOption998', false),
	'synergy-folder': text('synergyFolder'),
	'db-config': text('dbConfig'),
	'output-encoding': text('outputEncoding'),
	'process-log-type': {type: 'string', multiple: true, change: value => ({processLogTypes: toLogTypes(value as string[])})},
	'password-command': {type: 'string', change: value => ({passwordCommand: splitWords(value as string)})},
	'log-days': {type: 'string', multiple: true, change: value => ({logDays: toDays(value as string[])})},
	'restart-server': {type: 'string', multiple: true, change: (value, before) => restarts(before, {servers: value})},
	'allow-restarts': {type: 'boolean', change: (_, before) => restarts(before, {isAllowed: true})},
	'no-allow-restarts': {type: 'boolean', change: (_, before) => restarts(before, {isAllowed: false})},
	'restart-cool-down': {type: 'string', change: (value, before) => restarts(before, {coolDownMinutes: toNumber(value)})},
	'restart-command': {type: 'string', change: (value, before) => restarts(before, {command: splitWords(value as string)})},
};

const restarts = ({restarts: before}: Fields, changed: Fields): Fields => ({restarts: {...(before as Fields | undefined), ...changed}});

/** The same for the parser of the command line. */
export const profileOptions: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(Object.entries(profileFlags).map(([flag, {type, multiple}]) => [flag, {type, ...(multiple && {multiple})}]));

/** The fields with what the flags change; both a flag and its opposite are refused. */
export const changedFields = (fields: Fields, flags: Invocation['flags']): Fields => {
	let changed = fields;
	for (const [flag, {change}] of Object.entries(profileFlags)) {
		const value = flags[flag];
		if (value === undefined) {
			continue;
		}

		if (flags[`no-${flag}`] !== undefined) {
			throw wrong(`--${flag} and --no-${flag} exclude each other`);
		}

		changed = {...changed, ...change(value, changed)};
	}

	return changed;
};

/** The field of a flag's name, for `--unset`. */
export const fieldOf = (flag: string): string => {
	const entry = profileFlags[flag.replace(/^--/v, '')];
	if (entry === undefined) {
		throw wrong(`There is no flag --${flag.replace(/^--/v, '')} to unset`);
	}

	return Object.keys(entry.change(entry.multiple ? [] : 'localhost', {}))[0]!;
};

const toServer = (value: string) => {
	const server = parseServer(value);
	if (typeof server === 'string') {
		throw wrong(server);
	}

	return server;
};

const toAddresses = (values: readonly string[]) => Object.fromEntries(values.map(value => {
	const end = value.indexOf('=');
	if (end < 1) {
		throw wrong(`The address ${JSON.stringify(value)} is not NAME[:PORT]=ADDRESS[:PORT]`);
	}

	return [value.slice(0, end), value.slice(end + 1)];
}));

/** One that is there already, in whatever case, is not there twice. */
const withNames = (before: unknown, added: readonly string[]) => [...keptNames(before, added), ...added];

const withoutNames = (before: unknown, names: readonly string[]) => {
	const known = new Set(namesOf(before).map(name => name.toLowerCase()));
	const unknown = names.find(name => !known.has(name.toLowerCase()));
	if (unknown !== undefined) {
		throw wrong(`There is no ${JSON.stringify(unknown)} to remove; baco profile show lists the names`);
	}

	return keptNames(before, names);
};

const keptNames = (before: unknown, names: readonly string[]) => {
	const gone = new Set(names.map(name => name.toLowerCase()));
	return namesOf(before).filter(name => !gone.has(name.toLowerCase()));
};

const namesOf = (names: unknown) => (names ?? []) as readonly string[];

/** An entry of the same name goes, in whatever case it is written. */
const withAddresses = (before: Fields, values: readonly string[]) => {
	const added = toAddresses(values);
	return {...keptAddresses(before, Object.keys(added)), ...added};
};

const withoutAddresses = (before: Fields, names: readonly string[]) => {
	const known = new Set(Object.keys(addressesOf(before)).map(name => name.toLowerCase()));
	const unknown = names.find(name => !known.has(name.toLowerCase()));
	if (unknown !== undefined) {
		throw wrong(`There is no address of ${JSON.stringify(unknown)} to remove; baco profile show lists them`);
	}

	return keptAddresses(before, names);
};

const keptAddresses = (before: Fields, names: readonly string[]) => {
	const gone = new Set(names.map(name => name.toLowerCase()));
	return Object.fromEntries(Object.entries(addressesOf(before)).filter(([name]) => !gone.has(name.toLowerCase())));
};

const addressesOf = ({addresses}: Fields): Record<string, unknown> => (addresses ?? {}) as Record<string, unknown>;

const toSetting = (value: string) => {
	const end = value.indexOf('/');
	return {group: value.slice(0, Math.max(0, end)), name: value.slice(end + 1)};
};

/** `error=2`, `warning=1,3`. */
const toLogTypes = (values: readonly string[]) => Object.fromEntries(values.map(value => {
	const {kind, numbers} = /^(?<kind>information|warning|error)=(?<numbers>-?\d{1,9}(?:,-?\d{1,9})*)$/v.exec(value)?.groups ?? {};
	if (kind === undefined || numbers === undefined) {
		throw wrong(`The process log type ${JSON.stringify(value)} is not information=NUMBER, warning=NUMBER or error=NUMBER[,NUMBER]`);
	}

	return [kind, numbers.split(',').map(Number)];
}));

const toDays = (values: readonly string[]) => Object.fromEntries(values.map(value => {
	const [, table, days] = /^(?<table>\w+)=(?<days>.+)$/v.exec(value) ?? [];
	if (table === undefined) {
		throw wrong(`The days ${JSON.stringify(value)} are not TABLE=DAYS`);
	}

	return [table, toNumber(days)];
}));

const toNumber = (value: unknown) => typeof value === 'string' && /^\d{1,9}$/v.test(value) ? Number(value) : value;

const wrong = (detail: string) => new BacoError('USAGE-1', {detail: detail.charAt(0).toUpperCase() + detail.slice(1), cause: 'What a flag says cannot be used as it is.', command: 'profile'});
