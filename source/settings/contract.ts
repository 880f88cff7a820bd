import type {SecretName, SettingName, SettingValue} from './fields.js';

export type SettingValues = Readonly<Partial<Record<SettingName, SettingValue>>>;

/** The back office settings of one division as they are stored. A setting whose column this database lacks is absent. */
export type StoredSettings = {
	readonly code: string;
	readonly name: string;
	/** Number of the row (`bedryf.ID`); 0 when there is no such column. */
	readonly rowId: number;
	/** Hex digits of the row version; undefined when the table has none. */
	readonly rowVersion: string | undefined;
	/** As stored, blanks and NULL included. */
	readonly values: SettingValues;
	readonly secrets: Readonly<Record<SecretName, 'set' | 'empty' | 'unknown'>>;
	/** ISO 8601, without a zone: the server's own time. */
	readonly tokenExpires: string | undefined;
	readonly modified: {readonly at: string | undefined; readonly by: string | undefined};
};

/** One value that a save would change. */
export type SettingChange = {
	readonly name: SettingName;
	readonly column: string;
	readonly before: SettingValue;
	readonly after: SettingValue;
};
