import {accountingSystemsFault, officeFault} from './accounting-system-fields.js';
import {isHost, isPort, serverFault} from './server-address.js';
import type {Profile} from './profile.js';

type Field = {
	/** Value of an entry that does not have the field. */
	readonly fallback?: unknown;
	readonly isOptional?: boolean;
	/** What is wrong with the value, if anything. */
	readonly fault: (value: unknown) => string | undefined;
};

/** Every field of a profile; the name is checked apart, it is the key of the entry. */
export const profileFields: Readonly<Record<Exclude<keyof Profile, 'name'>, Field>> = {
	server: {fault: serverFault},
	database: {fault: text('the database', 128)},
	user: {fault: text('the user', 128)},
	encrypt: {fallback: true, fault: boolean('encrypt')},
	trustServerCertificate: {fallback: false, fault: boolean('trustServerCertificate')},
	serverName: {isOptional: true, fault: value => typeof value === 'string' && isHost(value) ? undefined : `the name in the certificate ${JSON.stringify(value)} is not a host name`},
	caFile: {isOptional: true, fault: text('the certificate file', 4096)},
	minTlsVersion: {isOptional: true, fault: oneOf('the lowest TLS version', ['TLSv1', 'TLSv1.1', 'TLSv1.2'])},
	readOnly: {fallback: false, fault: boolean('readOnly')},
	color: {isOptional: true, fault: oneOf('the color', ['green', 'yellow', 'red', 'blue', 'magenta', 'cyan'])},
	label: {isOptional: true, fault: text('the label', 40)},
	operator: {isOptional: true, fault: text('the operator', 128)},
	globeUser: {fallback: 'Baco', fault: text('the Globe login', 128)},
	globe: {isOptional: true, fault: globeFault},
	serviceUser: {isOptional: true, fault: text('the service user', 256)},
	macAddress: {isOptional: true, fault: macAddressFault},
	macAddressSetting: {isOptional: true, fault: settingFault},
	formerServers: {fallback: [], fault: texts('the former servers')},
	confirmedNames: {fallback: [], fault: texts('the confirmed names')},
	addresses: {fallback: {}, fault: addressesFault},
	browserPort: {fallback: 1434, fault: value => isPort(value) ? undefined : `the Browser port ${JSON.stringify(value)} is not a number from 1 to 65535`},
	administratorRole: {fallback: {id: 0, description: 'Administrator'}, fault: roleFault},
	licenceOption998: {isOptional: true, fault: boolean('licenceOption998')},
	synergyFolder: {isOptional: true, fault: text('the Synergy folder', 4096)},
	dbConfig: {isOptional: true, fault: text('the name in db.config', 128)},
	outputEncoding: {isOptional: true, fault: encodingFault},
	processLogTypes: {isOptional: true, fault: logTypesFault},
	passwordCommand: {isOptional: true, fault: commandFault('the password command')},
	office: {isOptional: true, fault: officeFault},
	accountingSystems: {isOptional: true, fault: accountingSystemsFault},
	logDays: {isOptional: true, fault: logDaysFault},
	restarts: {isOptional: true, fault: restartsFault},
};

function text(what: string, longest: number) {
	return (value: unknown) => {
		if (typeof value !== 'string' || value.trim() === '') {
			return `${what} is ${value === undefined ? 'missing' : 'empty'}`;
		}

		if (/\p{Control}/v.test(value)) {
			return `${what} has a control character`;
		}

		return value.length > longest ? `${what} is longer than ${longest} characters` : undefined;
	};
}

function boolean(what: string) {
	return (value: unknown) => typeof value === 'boolean' ? undefined : `${what} must be true or false`;
}

function oneOf(what: string, choices: readonly string[]) {
	return (value: unknown) => choices.includes(value as string) ? undefined : `${what} ${JSON.stringify(value)} is not one of ${choices.join(', ')}`;
}

function texts(what: string) {
	return (value: unknown) => Array.isArray(value) && value.every(part => typeof part === 'string' && part.trim() !== '') ? undefined : `${what} must be a list of names`;
}

function macAddressFault(value: unknown) {
	return typeof value === 'string' && /^(?:[\da-f]{2}[\-.:]?){5}[\da-f]{2}$/iv.test(value)
		? undefined
		: `the MAC address ${JSON.stringify(value)} is not six pairs of hexadecimal digits`;
}

function settingFault(value: unknown) {
	return isRecord(value) && text('the group of the setting', 255)(value.group) === undefined && text('the name of the setting', 60)(value.name) === undefined
		? undefined
		: 'the setting that holds the MAC address must be GROUP/NAME of BacoSettings';
}

function commandFault(what: string) {
	return (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(part => typeof part === 'string') && value[0] !== ''
		? undefined
		: `${what} must be a program and its arguments`;
}

function logDaysFault(value: unknown) {
	if (!isRecord(value)) {
		return 'the days of the logs must be a list of TABLE=DAYS';
	}

	const fault = Object.entries(value).find(([, days]) => !isCount(days, 36_500));
	return fault === undefined ? undefined : `${fault[0]}=${String(fault[1])} is not a number of days from 0 to 36500`;
}

function restartsFault(value: unknown) {
	if (!isRecord(value)) {
		return 'the restarts must be an object';
	}

	const {isAllowed = false, servers = [], coolDownMinutes = 0, command = ['-']} = value;
	if (typeof isAllowed !== 'boolean') {
		return 'whether restarts are allowed must be true or false';
	}

	if (!Array.isArray(servers) || servers.some(server => !(typeof server === 'string' && isHost(server)))) {
		return 'the servers to restart must be a list of host names';
	}

	return isCount(coolDownMinutes, 10_080) ? commandFault('the restart command')(command) : 'the cool-down must be a number of minutes from 0 to 10080';
}

function isCount(value: unknown, most: number) {
	return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
}

function encodingFault(value: unknown) {
	try {
		return typeof value === 'string' && new TextDecoder(value).encoding !== '' ? undefined : 'the encoding of output must be a name';
	} catch {
		return `the encoding ${JSON.stringify(value)} is not known (windows-1252, ibm866, utf-16le, ...)`;
	}
}

function logTypesFault(value: unknown) {
	return isRecord(value) && Object.entries(value).every(([kind, numbers]) => ['information', 'warning', 'error'].includes(kind) && Array.isArray(numbers) && numbers.every(number => Number.isSafeInteger(number)))
		? undefined
		: 'the types of the process log must be lists of numbers named information, warning and error';
}

function globeFault(value: unknown) {
	return isRecord(value) && ['encrypt', 'trustServerCertificate'].every(key => value[key] === undefined || typeof value[key] === 'boolean')
		? undefined
		: 'the choices for the Globe servers must be true or false';
}

function roleFault(value: unknown) {
	return isRecord(value) && Number.isSafeInteger(value.id) && typeof value.description === 'string' ? undefined : 'the administrator role must have a number and a description';
}

function addressesFault(value: unknown) {
	if (!isRecord(value)) {
		return 'the addresses must be a list of NAME=ADDRESS';
	}

	const fault = Object.entries(value).find(([name, address]) => parseHostPort(name) === undefined || typeof address !== 'string' || parseHostPort(address) === undefined);
	return fault === undefined ? undefined : `the address ${fault[0]}=${String(fault[1])} is not NAME[:PORT]=ADDRESS[:PORT]`;
}

/** Reads `HOST`, `HOST:PORT` or `[IPv6]:PORT`. */
export function parseHostPort(address: string): {readonly host: string; readonly port?: number} | undefined {
	const groups = /^(?:\[(?<six>[^\]]+)\]|(?<host>[^:]+))(?::(?<port>\d{1,5}))?$/v.exec(address)?.groups;
	const host = groups?.six ?? groups?.host ?? address;
	const port = groups?.port === undefined ? undefined : Number(groups.port);
	return isHost(host) && (port === undefined || isPort(port)) ? {host, ...(port !== undefined && {port})} : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
