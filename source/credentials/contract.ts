/**
Names of secrets: `PROFILE/operator` (SQL login of the operator), `PROFILE/baco` (login on the Globe servers),
`PROFILE/baco@SERVER` (the same for one server, preferred), `PROFILE/service` (Windows account for the entity service).
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

/** One interface over keychain, vault, command and prompt, asked in that order. */
export type Credentials = {
	/** The secret, or undefined when no store has it. Rejects when a store has it and cannot be opened. */
	read: (name: CredentialName) => Promise<string | undefined>;
	/** Rejects instead of storing in the clear. Returns where it was put. */
	write: (name: CredentialName, secret: string) => Promise<CredentialStatus>;
	remove: (name: CredentialName) => Promise<boolean>;
	status: (names: readonly CredentialName[]) => Promise<CredentialStatus[]>;
	/** Keeps a typed secret for the life of this process only. */
	remember: (name: CredentialName, secret: string) => void;
};
