/**
Names of secrets: `PROFILE/operator` (SQL login of the operator), `PROFILE/baco` (login on the Globe servers),
`PROFILE/baco@SERVER` (the same for one server, preferred), `PROFILE/service` (Windows account for the entity service),
`PROFILE/office` (access key of the office's API), `PROFILE/sync-client@CONNECTION` (secret of the registered application),
`PROFILE/sync@CONNECTION` (tokens of a synchronisation user; baco writes them itself).
*/
export type CredentialName = string;

export type StoreId = 'environment' | 'command' | 'keychain' | 'vault' | 'prompt' | 'memory';

/** Where a secret lies, without the secret. */
export type CredentialStatus = {
	readonly name: CredentialName;
	readonly store: StoreId | 'none';
	/** What a person needs to know: the store's path, or why a store cannot be used here. */
	readonly detail: string;
};

/** Whether a store can be used on this machine, and why not. */
export type StoreStatus = {
	readonly store: StoreId;
	readonly isUsable: boolean;
	readonly detail: string;
};

export type Question = {
	readonly name: CredentialName;
	readonly label: string;
};

/** Asks a person, where there is one; undefined when the question is dismissed. */
export type Ask = (question: Question) => Promise<string | undefined>;

/** One interface over all stores, asked in this order: memory, environment, password command, keychain, vault. */
export type Credentials = {
	/** A person is there to be asked. */
	readonly canAsk?: boolean;
	/** The secret, or undefined when no store has it. Rejects when a store has it and cannot be opened. */
	read: (name: CredentialName) => Promise<string | undefined>;
	/** As `read`; what no store has is asked of a person, once for each name, and kept for the life of this process. Undefined when nobody is there. */
	obtain: (name: CredentialName, label: string) => Promise<string | undefined>;
	/** What `write` put into the keychain or the vault, as it is there now: for secrets that change while baco runs. */
	readKept: (name: CredentialName) => Promise<string | undefined>;
	/** Rejects instead of storing in the clear. Returns where it was put. */
	write: (name: CredentialName, secret: string, options?: {readonly store?: 'keychain' | 'vault'}) => Promise<CredentialStatus>;
	/** True when some store had it. */
	remove: (name: CredentialName) => Promise<boolean>;
	status: (names: readonly CredentialName[]) => Promise<CredentialStatus[]>;
	/** Names that the keychain and the vault hold, without their secrets. */
	names: () => Promise<string[]>;
	stores: () => Promise<StoreStatus[]>;
	/** Keeps a typed secret for the life of this process only. */
	remember: (name: CredentialName, secret: string) => void;
	/** Drops what `remember` and `obtain` kept, after a server refused it. */
	forget: (name: CredentialName) => void;
};
