/** The settings of a division on the back office connection page, by the names that commands and JSON use. */
export type SettingName = 'enabled' | 'type' | 'webServer' | 'serverPath' | 'databaseName' | 'fixedCredentials' | 'fixedUser' | 'sqlUser';

/** A value as its column holds it. */
export type SettingValue = string | number | boolean | null;

export type SettingField = {
	readonly name: SettingName;
	/** Column of bedryf. */
	readonly column: string;
	/** As the page calls it; the columns that the page's document does not show have the name of their entity property. */
	readonly title: string;
	readonly kind: 'switch' | 'number' | 'text';
	/** Marked `!` on the page: needed as long as the connection is switched on. */
	readonly isMandatory: boolean;
	/** Forms that are understood. */
	readonly form: string;
};

/** Every setting of a division, in the order of the page. */
export const settingFields: readonly SettingField[] = [
	{
		name: 'webServer', column: 'BackOfficeWebService', title: 'Web server of Globe', kind: 'text', isMandatory: true, form: 'HOST:PORT, or a whole http(s) URL',
	},
	{
		name: 'serverPath', column: 'BackOfficeServerPath', title: 'SQL server', kind: 'text', isMandatory: true, form: String.raw`SERVER, SERVER\INSTANCE or SERVER,PORT`,
	},
	{
		name: 'databaseName', column: 'BackOfficeDBName', title: 'Database', kind: 'text', isMandatory: true, form: 'the name of the Globe database',
	},
	{
		name: 'enabled', column: 'BackOfficeEnabled', title: 'Enabled', kind: 'switch', isMandatory: false, form: 'yes or no',
	},
	{
		name: 'type', column: 'BackOfficeType', title: 'Type', kind: 'number', isMandatory: false, form: 'a number of one or two digits',
	},
	{
		name: 'fixedCredentials', column: 'BackOfficeEnableFixedCredentials', title: 'Fixed credentials', kind: 'switch', isMandatory: false, form: 'yes or no',
	},
	{
		name: 'fixedUser', column: 'BackOfficeUser', title: 'Fixed user', kind: 'text', isMandatory: false, form: String.raw`USER or DOMAIN\USER`,
	},
	{
		name: 'sqlUser', column: 'SQLUser', title: 'SQL user', kind: 'text', isMandatory: false, form: 'a SQL login',
	},
];

/** Secrets beside them: only whether there is one is ever asked for. Their stored form is not known, so they are typed in Synergy alone. */
export const secretFields = [
	{name: 'fixedPassword', column: 'BackOfficePwd', title: 'Password of the fixed user'},
	{name: 'sqlPassword', column: 'SQLPassword', title: 'Password of the SQL user'},
	{name: 'accessToken', column: 'SecurityToken', title: 'Access token'},
	{name: 'refreshToken', column: 'RefreshSecurityToken', title: 'Refresh token'},
] as const;

export type SecretName = typeof secretFields[number]['name'];

/** Where Synergy itself keeps the page. */
export const pagePath = 'Modules > System > Setup > Back office > Back office connection';

export const fieldOf = (name: SettingName): SettingField => settingFields.find(field => field.name === name)!;
