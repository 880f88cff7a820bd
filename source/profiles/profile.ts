/** A named environment: one Synergy database and how to reach the Globe servers behind it. Holds no secret. */
export type Profile = {
	readonly name: string;
	/** Host of the Synergy SQL server; `port` and `instance` exclude each other. */
	readonly server: {readonly host: string; readonly port?: number; readonly instance?: string};
	readonly database: string;
	/** SQL login of the operator. */
	readonly user: string;
	readonly encrypt: boolean;
	readonly trustServerCertificate: boolean;
	/** Name in the server's certificate when it differs from the host. */
	readonly serverName?: string;
	/** PEM file with certificates to trust instead of the system's own: a company's authorities, or one server's self-signed certificate. */
	readonly caFile?: string;
	readonly minTlsVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2';
	/** Refuses every change. */
	readonly readOnly: boolean;
	/** Shown in the header, so that production looks different. */
	readonly color?: 'green' | 'yellow' | 'red' | 'blue' | 'magenta' | 'cyan';
	readonly label?: string;
	/** The operator's Synergy user (humres.usr_id); the SQL login's name when absent. */
	readonly operator?: string;
	/** Login used on the Globe servers. */
	readonly globeUser: string;
	/** Encryption choices for the Globe servers; the profile's own when absent. */
	readonly globe?: {readonly encrypt?: boolean; readonly trustServerCertificate?: boolean};
	/** Windows account (DOMAIN\user) for the entity service; without it the service is only probed. */
	readonly serviceUser?: string;
	/** MAC address that the back office connection was set up with. */
	readonly macAddress?: string;
	/** Row of BacoSettings that holds that MAC address, for who knows it: the documents do not name it. */
	readonly macAddressSetting?: {readonly group: string; readonly name: string};
	/** Names of SQL servers that are gone: a row that names one of them is stale. */
	readonly formerServers: readonly string[];
	/** Names that the operator confirmed as right, though no setting mentions them. */
	readonly confirmedNames: readonly string[];
	/** Where a name is really reached, for SSH tunnels: `HOST` or `HOST:PORT` → `ADDRESS` or `ADDRESS:PORT`. */
	readonly addresses: Readonly<Record<string, string>>;
	/** UDP port of SQL Server Browser; 1434 unless tunnelled. */
	readonly browserPort: number;
	/** Role that may change back office settings: by number, else by description. */
	readonly administratorRole: {readonly id: number; readonly description: string};
	/** The licence of Synergy has option 998, which its web services need: the database does not tell. */
	readonly licenceOption998?: boolean;
	/** Folder with the vendor's programs, or the one above its `bin`. */
	readonly synergyFolder?: string;
	/** Name of the entry in db.config, for Exact.Process.exe: the IIS virtual directory. */
	readonly dbConfig?: string;
	/** Code page in which the vendor's programs print what is not UTF-8; windows-1252 when absent. */
	readonly outputEncoding?: string;
	/** What the numbers in BacoProcessLog.LogType stand for, as the operator found out: the vendor documents none. */
	readonly processLogTypes?: {readonly information?: readonly number[]; readonly warning?: readonly number[]; readonly error?: readonly number[]};
	/** Program that prints a secret: its arguments; `{name}` is replaced by the credential's name. */
	readonly passwordCommand?: readonly string[];
	/** LogHandler: how many days each log table keeps, by table. One without days, or with 0, keeps everything. */
	readonly logDays?: Readonly<Record<string, number>>;
	/** ErrorLogChecker: which web servers may be restarted, and how. */
	readonly restarts?: Restarts;
	/** The Basecone office: its public API, and the application that is registered there. */
	readonly office?: {readonly url: string; readonly clientIdentifier: string};
	/** Accounting system connections whose link baco holds, by the office's id of the connection, or by a name where the office has none. */
	readonly accountingSystems?: Readonly<Record<string, AccountingSystem>>;
};

/** How one accounting system connection is reached. */
export type AccountingSystem = {
	readonly system: 'exact-online' | 'twinfield' | 'basecone' | 'globe';
	readonly description?: string;
	/** Site that the tokens belong to, as `https://start.exactonline.nl`. */
	readonly url?: string;
	/** Application that is registered at the accounting system. */
	readonly clientId?: string;
	/** As it is registered there, to the letter. */
	readonly redirectUri?: string;
	/** Globe: the division of Synergy. Exact Online: the division asked when the user's own cannot be. */
	readonly division?: string;
	/** What a company of the office and one of the accounting system are the same by, tried in this order. */
	readonly matchBy?: ReadonlyArray<'code' | 'hid' | 'name'>;
	/** Where the office has several connections of the type: its companies that belong to this one, by their id in the office or by a code that only one has. Globe: codes of divisions that its user must be able to use, besides those of Synergy that lead to the same database. */
	readonly companies?: readonly string[];
};

export type Restarts = {
	/** Nothing is restarted, only told, unless it is true. */
	readonly isAllowed?: boolean;
	/** Machines as BacoErrorLog names them; others are left alone. */
	readonly servers?: readonly string[];
	/** Minutes after a restart in which the same machine is left alone; 15 when absent. */
	readonly coolDownMinutes?: number;
	/** Program and its arguments; `{server}` is replaced by the machine. `iisreset {server} /RESTART` when absent. */
	readonly command?: readonly string[];
};
