/** What the keychain process is asked. Secrets travel over its channel, never as arguments. */
export type KeychainRequest =
	| {readonly id: number; readonly action: 'load' | 'probe' | 'names'}
	| {readonly id: number; readonly action: 'get' | 'delete'; readonly name: string}
	| {readonly id: number; readonly action: 'set'; readonly name: string; readonly secret: string};

export type KeychainReply = {
	readonly id: number;
	/** The secret of `get`, the names of `names`, true or false of `delete`; null when there is none. */
	readonly value?: string | string[] | boolean | null;
	readonly error?: string;
};
