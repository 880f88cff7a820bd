import type {Keychain} from './keychain.js';
import type {Vault} from './vault.js';

/** Everything that a credential can come from. */
export type Stores = {
	readonly memory: Map<string, string>;
	readonly environment: Readonly<NodeJS.ProcessEnv>;
	readonly command: readonly string[] | undefined;
	/** What the command printed: it may be slow, or ask the person, so it runs once for each name. */
	readonly printed: Map<string, Promise<string | undefined>>;
	readonly keychain: Keychain;
	readonly vault: Vault;
};
