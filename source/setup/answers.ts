import type {Profile} from '../profiles/profile.js';
import {browserUdpPort} from '../workspace/instance-port.js';

/** What a set-up knows so far: texts as they were accepted. No secret is among them; `bacoServers` are the server paths, one a line, whose password of Baco was asked for. */
export type SetupAnswers = Readonly<Partial<Record<AnswerName, string>>>;

export type AnswerName =
	| 'name' | 'addresses' | 'server' | 'browser' | 'silentServer' | 'trust' | 'caFile' | 'serverName' | 'user' | 'database' | 'operator' | 'store' | 'bacoServers' | 'macAddress' | 'serviceUser' | 'synergyFolder' | 'label' | 'readOnly';

/** Where the answers say that the server of Synergy is reached: a port instead of a silent SQL Server Browser, or the Browser's own address. */
export const serverOfAnswers = ({browser}: SetupAnswers, server: Profile['server']): Profile['server'] =>
	browser !== undefined && server.instance !== undefined && isPortText(browser) ? {host: server.host, port: Number(browser)} : server;

const browserOf = ({browser = ''}: SetupAnswers, {host}: Profile['server']): Readonly<Record<string, string>> => browser === '' || isPortText(browser) ? {} : {[`${host}:${browserUdpPort}`]: browser};

/** A port alone, and no address of SQL Server Browser. */
export const isPortText = (text: string): boolean => /^\d+$/v.test(text.trim());

/** The profile that the answers make; what was not answered has its default. Undefined before a server is known. */
export const profileOf = (answers: SetupAnswers, server: Profile['server']): Profile => ({
	name: answers.name ?? 'production',
	server: serverOfAnswers(answers, server),
	database: answers.database ?? 'master',
	user: answers.user ?? 'nobody',
	encrypt: answers.trust !== 'off',
	trustServerCertificate: answers.trust === 'unseen',
	readOnly: answers.readOnly !== 'no',
	globeUser: 'Baco',
	formerServers: [],
	confirmedNames: [],
	addresses: {...parseAddresses(answers.addresses ?? ''), ...browserOf(answers, server)},
	browserPort: 1434,
	administratorRole: {id: 0, description: 'Administrator'},
	...(isFilled(answers.caFile) && {caFile: answers.caFile}),
	...(isFilled(answers.serverName) && {serverName: answers.serverName}),
	...(isFilled(answers.operator) && answers.operator !== answers.user && {operator: answers.operator}),
	...(isFilled(answers.macAddress) && {macAddress: answers.macAddress}),
	...(isFilled(answers.serviceUser) && {serviceUser: answers.serviceUser}),
	...(isFilled(answers.synergyFolder) && {synergyFolder: answers.synergyFolder}),
	...(isFilled(answers.label) && {label: answers.label}),
});

/** `NAME[:PORT]=ADDRESS[:PORT]`, parted by blanks or commas. A part without `=` is given back as it is and refused with the profile. */
export const parseAddresses = (text: string): Record<string, string> =>
	Object.fromEntries(text.split(/[\s,]+/v).filter(part => part !== '').map(part => {
		const end = part.indexOf('=');
		return end < 1 ? [part, ''] : [part.slice(0, end), part.slice(end + 1)];
	}));

const isFilled = (text: string | undefined): text is string => text !== undefined && text !== '';
