import type {Division} from '../divisions/contract.js';
import type {ServerPath} from '../divisions/server-path.js';
import type {WebServer} from '../divisions/web-server.js';
import type {Finding} from '../problems/finding.js';
import type {Endpoint} from '../profiles/endpoint.js';
import type {SqlConnection} from '../sql/contract.js';
import type {Workspace} from '../workspace/contract.js';
import type {StepId, StepResult} from './contract.js';
import type {LoginGate} from './login-gate.js';
import type {PortGate} from './port-gate.js';
import type {ServerTurns} from './server-turns.js';

/** What steps make for later ones. A step runs when everything it needs was made. */
export type Products = {
	sqlServer: ServerPath;
	database: string;
	webServer: WebServer;
	/** The SQL host has an address. */
	sqlHost: {readonly name: string; readonly host: string; readonly addresses: readonly string[]};
	serviceHost: {readonly name: string; readonly host: string; readonly addresses: readonly string[]};
	sqlEndpoint: Endpoint;
	/** Something listens there. */
	listening: true;
	/** PRELOGIN and encryption will not stop the login. */
	negotiated: true;
	/** An open connection to the Globe database; `login` is the SQL login used. */
	globe: {readonly connection: SqlConnection; readonly login: string};
	/** The database has the tables of a Globe database. */
	globeTables: true;
};

export type Product = keyof Products;

/** Settings of a division that are not saved yet. */
export type ProposedSettings = Partial<Pick<Division, 'enabled' | 'webService' | 'serverPath' | 'databaseName' | 'fixedCredentials' | 'fixedUser' | 'sqlUser'>>;

export type StepContext = {
	readonly workspace: Workspace;
	/** As read at the start of the test. */
	readonly division: Division;
	readonly made: Readonly<Partial<Products>>;
	/** What the steps before this one found. */
	readonly results: readonly StepResult[];
	/** Aborted at the step's deadline or when the test is cancelled. */
	readonly signal: AbortSignal;
	readonly logins: LoginGate;
	/** Opens ports, a silent one once in a run. */
	readonly ports?: PortGate;
	/** Turns at the servers, for tests that run at the same time. */
	readonly turns?: ServerTurns;
	/** Settings that are to be tested before they are saved, instead of the stored ones. */
	readonly proposed?: ProposedSettings | undefined;
};

export type StepOutcome = {
	readonly summary: string;
	readonly evidence?: Readonly<Record<string, unknown>>;
	readonly findings?: readonly Finding[];
	readonly makes?: Partial<Products>;
	/** The step does not apply to this division; the summary says why. */
	readonly isSkipped?: boolean;
	/** Later steps use the division as it was read now. */
	readonly division?: Division;
};

export type Step = {
	readonly id: StepId;
	readonly needs: readonly Product[];
	readonly makes: readonly Product[];
	readonly deadlineMs: number;
	/** The server at which the step waits for its turn, before its deadline begins. */
	readonly turnAt?: (made: Readonly<Partial<Products>>) => string;
	readonly run: (context: StepContext) => Promise<StepOutcome>;
};

/** A step's context when everything it needs is there. */
export type Made<Names extends Product> = Pick<Products, Names>;

/** The products that a step declared as needs; the scheduler has made sure of them. */
export const needed = <Names extends Product>(context: StepContext, ...names: Names[]): Made<Names> => {
	for (const name of names) {
		if (context.made[name] === undefined) {
			throw new Error(`The step uses ${name}, which it does not declare as a need.`);
		}
	}

	return context.made as Made<Names>;
};

/** The turn of steps that negotiate with the SQL server. */
export const sqlServerTurn = ({sqlEndpoint}: Readonly<Partial<Products>>): string => `${sqlEndpoint?.host.toLowerCase()}:${sqlEndpoint?.port}`;
