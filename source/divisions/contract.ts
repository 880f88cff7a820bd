/** A division of the pick list with its back office settings; secrets are never read. */
export type Division = {
	/** Bedryf.bedrnr, trimmed. */
	readonly code: string;
	readonly name: string;
	readonly enabled: boolean;
	/** `host:port` of the entity service. */
	readonly webService: string;
	/** `SERVER` or `SERVER\INSTANCE`. */
	readonly serverPath: string;
	readonly databaseName: string;
	readonly fixedCredentials: boolean;
	readonly fixedUser: string;
	readonly sqlUser: string;
	readonly hasToken: boolean;
	readonly hasRefreshToken: boolean;
	readonly tokenExpires: Date | undefined;
	readonly active: boolean;
	readonly hidden: boolean;
	/** Undefined when the operator's Synergy user is not known. */
	readonly member: boolean | undefined;
	readonly blocked: boolean | undefined;
	/** Columns that this database's bedryf does not have. */
	readonly missingColumns: readonly string[];
};
