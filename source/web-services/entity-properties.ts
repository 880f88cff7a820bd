import type {SettingName} from '../settings/fields.js';

export type PropertyType = 'string' | 'boolean' | 'integer' | 'date';

export type EntityProperty = {
	readonly name: string;
	readonly type: PropertyType;
	/** The setting that it reads and writes. */
	readonly setting?: SettingName;
	readonly isReadOnly: boolean;
	/** Characters; the column of this database decides when it is shorter. */
	readonly length?: number;
	readonly description: string;
};

/**
The two services are documented by name only, not by their entities. So the properties have the names of the documented entity Division,
whose back office part they are, and the key is that entity's key. This table is the only place that knows them.
*/
export const entityProperties: readonly EntityProperty[] = [
	{
		name: 'Code', type: 'string', isReadOnly: false, length: 3, description: 'Division: the key.',
	},
	{
		name: 'Name', type: 'string', isReadOnly: true, length: 60, description: 'Description of the division.',
	},
	{
		name: 'MacAddress', type: 'string', isReadOnly: false, length: 17, description: 'MAC address of the application server, one for all divisions.',
	},
	{
		name: 'BackOfficeEnabled', type: 'boolean', setting: 'enabled', isReadOnly: false, description: 'Whether the connection is switched on.',
	},
	{
		name: 'BackOfficeType', type: 'integer', setting: 'type', isReadOnly: false, description: 'Kind of back office; its values are not documented.',
	},
	{
		name: 'BackOfficeWebService', type: 'string', setting: 'webServer', isReadOnly: false, length: 60, description: 'Web server of Globe, HOST:PORT.',
	},
	{
		name: 'BackOfficeServerPath', type: 'string', setting: 'serverPath', isReadOnly: false, length: 60, description: String.raw`SQL server of the Globe database, SERVER or SERVER\INSTANCE.`,
	},
	{
		name: 'BackOfficeDBName', type: 'string', setting: 'databaseName', isReadOnly: false, length: 128, description: 'Globe database.',
	},
	{
		name: 'BackOfficeEnableFixedCredentials', type: 'boolean', setting: 'fixedCredentials', isReadOnly: false, description: 'Whether the fixed user is used instead of the caller.',
	},
	{
		name: 'BackOfficeUser', type: 'string', setting: 'fixedUser', isReadOnly: false, length: 100, description: 'The fixed user.',
	},
	{
		name: 'SQLUser', type: 'string', setting: 'sqlUser', isReadOnly: false, length: 128, description: 'SQL login for SQL authentication.',
	},
	{
		name: 'ModifiedDate', type: 'date', isReadOnly: true, description: 'Last change of the division, in the server\'s own time.',
	},
	{
		name: 'Modifier', type: 'string', isReadOnly: true, length: 60, description: 'Who made it.',
	},
];

/** Properties of Division that are secrets: never given, and not taken either, because their stored form is not known. */
export const secretProperties: readonly string[] = ['BackOfficePwd', 'SQLPassword', 'SecurityToken', 'RefreshSecurityToken'];

export const keyProperty = 'Code';
export const macProperty = 'MacAddress';

/** Reads the settings, changes them: two names for one entity. */
export const readService = 'GetMacAddress';
export const changeService = 'UpdateMacAddress';
