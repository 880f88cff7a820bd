import type {StoredSettings} from '../../settings/contract.js';
import type {TypedSettings} from '../../settings/parse-typed.js';

/** Back office settings of a division that were typed and not saved. They end with the console or the profile. */
export type SettingsDraft = {
	readonly code: string;
	readonly typed: TypedSettings;
	/** What was stored when they were typed: another operator may have saved since. */
	readonly seen: StoredSettings | undefined;
};
