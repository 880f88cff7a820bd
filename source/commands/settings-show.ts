import type {Columns} from '../divisions/known-columns.js';
import type {ChosenMac} from '../settings/choose-mac.js';
import type {MacCandidate} from '../settings/mac-candidates.js';
import type {StoredSettings} from '../settings/contract.js';
import {pagePath, secretFields, settingFields} from '../settings/fields.js';
import type {Rights} from '../settings/rights.js';
import {showSetting, textOf} from '../settings/show-setting.js';
import type {Workspace} from '../workspace/contract.js';
import type {Invocation} from './command.js';
import {openCommandWorkspace} from './open-command-workspace.js';
import {tableOptions, textTable} from './text-table.js';
import {writeOutput} from './write-output.js';

type Page = {
	readonly workspace: Workspace;
	readonly stored: readonly StoredSettings[];
	readonly rights: Rights;
	readonly columns: Columns;
	readonly mac: ChosenMac;
	/** As the web servers of the divisions name them. */
	readonly applicationServers: readonly string[];
	/** The network cards of this machine, when it is one of them. */
	readonly candidates: readonly MacCandidate[];
};

/** The back office connection page: the MAC address and every division, or one division in full. */
export const showSettings = async (invocation: Invocation): Promise<number> => {
	const {listDivisions} = await import('../divisions/list-divisions.js');
	const {chooseDivisions} = await import('../divisions/choose-divisions.js');
	const {readSettings, settingColumns} = await import('../settings/read-settings.js');
	const {readRights} = await import('../settings/rights.js');
	const {readMac} = await import('../settings/choose-mac.js');
	const {isHere, macCandidates} = await import('../settings/mac-candidates.js');
	const {parseWebServer} = await import('../divisions/web-server.js');
	const {signal, positionals} = invocation;
	const workspace = await openCommandWorkspace(invocation);
	try {
		const codes = positionals.length === 0 ? undefined : chooseDivisions(await listDivisions(workspace, {signal}), positionals).map(({code}) => code);
		const stored = await readSettings(workspace, codes, {signal});
		const appServers = [...new Set(stored.map(one => parseWebServer(textOf(one, 'webServer'))).filter(parsed => 'value' in parsed).map(({value}) => value.host.toUpperCase()))];
		const page: Page = {
			workspace,
			stored,
			applicationServers: appServers,
			rights: await readRights(workspace, {signal}),
			columns: await settingColumns(workspace, {signal}),
			mac: await readMac(workspace, {signal}),
			candidates: macCandidates([], {isOwn: appServers.some(host => isHere(host))}),
		};
		await writeOutput(invocation, {
			json: () => documentOf(page),
			text: async () => codes === undefined ? listText(page, invocation) : page.stored.map(one => divisionText(page, one)).join('\n\n'),
		});
		return 0;
	} finally {
		await workspace.close();
	}
};

const documentOf = ({workspace, stored, rights, columns, mac, candidates}: Page) => ({
	profile: workspace.profile.name,
	macAddress: {...mac, value: mac.value ?? null, candidates},
	rights: {
		operator: rights.operator, person: rights.person?.fullName ?? null, role: rights.role, functions: rights.functions,
	},
	fields: settingFields.map(({name, column, title, isMandatory, form}) => ({
		name, column, title, mandatory: isMandatory, form, maxLength: columns.get(column.toLowerCase())?.maxLength ?? null, exists: columns.has(column.toLowerCase()),
	})),
	divisions: stored.map(({code, name, rowVersion, values, secrets, tokenExpires, modified}) => ({
		code, name, settings: values, secrets, tokenExpires: tokenExpires ?? null, modified, rowVersion: rowVersion ?? null,
	})),
});

const listText = async (page: Page, invocation: Invocation) => [
	macText(page),
	'',
	await textTable<StoredSettings>([
		{title: 'code', value: ({code}) => code},
		{title: 'description', value: ({name}) => name},
		{title: 'web server !', value: one => textOf(one, 'webServer')},
		{title: 'database path !', value: one => databasePath(one)},
		{title: 'on', value: ({values}) => showSetting('enabled', values.enabled)},
		{title: 'fixed user', value: one => textOf(one, 'fixedUser')},
	], page.stored, tableOptions(invocation)),
	'',
	...rightsLines(page.rights),
].join('\n');

const databasePath = (one: StoredSettings) => [textOf(one, 'serverPath'), textOf(one, 'databaseName')].filter(part => part !== '').join('\\');

const macText = ({mac, candidates, applicationServers}: Page) => [
	`MAC address !  ${mac.value ?? '(none is chosen)'}  (kept in ${mac.place}${mac.stored === undefined || mac.stored === mac.value ? '' : `; BacoSettings has ${mac.stored ?? 'no such row yet'}`})`,
	...candidates.map(({value, source}) => `  may be  ${value}  ${source}`),
	...(candidates.length > 0 || applicationServers.length === 0 ? [] : [`  the list of the application server: run getmac on ${applicationServers.slice(0, 3).join(' or ')}; the console offers what BacoAccessServers has registered for it`]),
].join('\n');

const divisionText = (page: Page, one: StoredSettings) => printable([
	`${one.code} ${one.name}`,
	...settingFields.map(({name, column, title, isMandatory}) => {
		const maxLength = page.columns.get(column.toLowerCase())?.maxLength ?? undefined;
		return `  ${`${title}${isMandatory ? ' !' : ''}`.padEnd(26)} ${shownOr(showSetting(name, one.values[name]))}${maxLength === undefined || maxLength < 1 ? '' : `  (at most ${maxLength} characters)`}`;
	}),
	...secretFields.map(({name, title}) => `  ${title.padEnd(26)} ${{set: 'kept by Synergy, not shown', empty: 'none', unknown: 'not permitted to see'}[one.secrets[name]]}`),
	...(one.tokenExpires === undefined ? [] : [`  ${'Token expires'.padEnd(26)} ${one.tokenExpires} (the server's time)`]),
	`  ${'Last changed'.padEnd(26)} ${one.modified.at ?? 'unknown'}${one.modified.by === undefined ? '' : ` by ${one.modified.by}`}`,
	`  Passwords are typed in Synergy: ${pagePath}.`,
	...rightsLines(page.rights),
]);

const shownOr = (text: string) => text === '' ? '(empty)' : text;

const rightsLines = ({operator, person, role, functions}: Rights) => [
	`You are ${person === undefined ? `${operator}, no user of Synergy` : `${person.username} (${person.fullName})`}: role ${role.id} ${role.description} ${role.held === undefined ? 'not known' : (role.held ? `held${role.level === undefined ? '' : `, level ${role.level}`}` : 'NOT held, so nothing can be saved')} (${role.found}).`,
	...functions.map(({id, description, held}) => `  function right ${id} ${description}: ${held ? 'yes' : 'no'}`),
];

const printable = (lines: readonly string[]) => lines.map(line => line.replaceAll(/\p{Control}+/gv, ' ')).join('\n');
