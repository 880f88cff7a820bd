/** Where and how to connect. `host` and `port` are final: names and instances were resolved before. */
export type SqlTarget = {
	readonly host: string;
	readonly port: number;
	/** What the profile or the settings call the server, when it is reached at another address. */
	readonly name?: string;
	/** Name that the certificate must carry, when it differs from `host`. */
	readonly serverName?: string;
	/** The login's default database when absent. */
	readonly database?: string;
	readonly user: string;
	readonly password: string;
	readonly encrypt: boolean;
	readonly trustServerCertificate: boolean;
	/** Certificates (PEM) to trust besides the system's own. */
	readonly ca?: string;
	/** Last resort for servers without TLS 1.2. */
	readonly minTlsVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2';
	/** Milliseconds; 15,000 when absent. */
	readonly connectTimeoutMs?: number;
	/** Milliseconds; 15,000 when absent, 0 for no limit. */
	readonly requestTimeoutMs?: number;
	/** What the server's list of sessions shows; `baco` when absent. */
	readonly applicationName?: string;
};

/** The types a parameter can be sent as. Length is in characters or bytes; `max` is allowed for the variable ones. */
export type ParameterType =
	| {readonly name: 'bit' | 'tinyint' | 'smallint' | 'int' | 'bigint' | 'float' | 'real' | 'money' | 'datetime' | 'date' | 'uniqueidentifier'}
	| {readonly name: 'nvarchar' | 'nchar' | 'varchar' | 'char' | 'varbinary' | 'binary'; readonly length: number | 'max'}
	| {readonly name: 'decimal'; readonly precision: number; readonly scale: number}
	| {readonly name: 'datetime2' | 'time' | 'datetimeoffset'; readonly scale: number};

export type ParameterValue = string | number | bigint | boolean | Date | Uint8Array | null | undefined;

export type Parameter = {
	readonly type: ParameterType;
	readonly value: ParameterValue;
	/** A secret value is sent as it is and logged as `***`. */
	readonly secret?: boolean;
};

/** A statement with its parameters, named `p1`, `p2`, ... in the text. Made by the `sql` tag. */
export type Statement = {
	readonly text: string;
	readonly parameters: readonly Parameter[];
};

export type ResultSet<Row> = {
	readonly rows: Row[];
	/** Rows changed, summed over the statement's counts. */
	readonly rowsAffected: number;
};

export type RequestOptions = {
	readonly signal?: AbortSignal;
	/** Milliseconds; the target's when absent. */
	readonly timeoutMs?: number;
};

/** A result's row as the values of its columns, in their order. */
export type RowValues = readonly unknown[];

export type StreamOptions = RequestOptions & {
	/** Most rows of one portion; 1,000 when absent. */
	readonly portion?: number;
};

export type BulkColumn = {
	readonly name: string;
	readonly type: ParameterType;
	readonly nullable: boolean;
};

/** What is loaded in bulk: rows have one value for each column, in their order. */
export type BulkLoad = {
	/** `#temporary`, or a table of `dbo`. */
	readonly table: string;
	readonly columns: readonly BulkColumn[];
	/** A plain iterable is sent without a turn of the event loop for each row; an asynchronous one is waited for. */
	readonly rows: Iterable<RowValues> | AsyncIterable<RowValues>;
};

export type BulkOptions = {
	readonly signal?: AbortSignal;
	/** Lock the whole table, which is faster and keeps everybody else out. */
	readonly lockTable?: boolean;
};

/** One physical connection. Requests on it run one after another. */
export type SqlConnection = {
	readonly target: Omit<SqlTarget, 'password'>;
	/** Why it cannot be used any more; undefined while it is open. */
	readonly lost: Error | undefined;
	query: <Row extends object = Record<string, unknown>>(statement: Statement, options?: RequestOptions) => Promise<ResultSet<Row>>;
	/**
	Reads one result in portions while the server still sends: it waits when the reader is slow, so memory does not grow with the result.
	The connection is busy until the last portion or until the loop is left, which cancels the rest; inside the loop use another one.
	*/
	stream: (statement: Statement, options?: StreamOptions) => AsyncIterable<readonly RowValues[]>;
	/** Loads rows with INSERT BULK; constraints are checked, triggers fire, NULL stays NULL. Returns how many the server took. */
	bulk: (load: BulkLoad, options?: BulkOptions) => Promise<number>;
	/** Commits when `work` resolves, rolls back when it rejects; the rejection is passed on. */
	transaction: <T>(work: (connection: SqlConnection) => Promise<T>) => Promise<T>;
	close: () => Promise<void>;
};

/** An ERROR or INFO token as the server sent it. */
export type ServerMessage = {
	readonly number: number;
	readonly state: number;
	readonly class: number;
	readonly message: string;
	readonly serverName: string;
	readonly procName: string;
	readonly lineNumber: number;
};

/** One line of the statement log. Parameter values are already redacted. */
export type StatementRecord = {
	readonly at: Date;
	/** Name of the server, as the profile or the settings have it. */
	readonly server: string;
	/** Where it was reached: host and port. */
	readonly address: string;
	/** Profile through which it was run; absent where there is none. */
	readonly profile?: string;
	readonly database: string | undefined;
	readonly text: string;
	readonly parameters: ReadonlyArray<{readonly name: string; readonly type: string; readonly value: string; /** The value as T-SQL, to run the statement again. */ readonly literal?: string}>;
	readonly durationMs: number;
	readonly rows: number;
	readonly error: string | undefined;
};

export type ConnectOptions = {
	readonly signal?: AbortSignal;
	/** Called after each statement, failed ones too. */
	readonly onStatement?: (record: StatementRecord) => void;
};
