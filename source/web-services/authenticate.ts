import {Buffer} from 'node:buffer';
import {createHmac, randomBytes} from 'node:crypto';
import {withoutDomain} from '../divisions/find-person.js';
import {BacoError} from '../problems/baco-error.js';
import {SqlFailure} from '../sql/sql-failure.js';
import type {Workspace} from '../workspace/contract.js';
import {synergyProblem} from '../workspace/synergy-problem.js';
import {synergyTarget} from '../workspace/synergy-target.js';
import type {Caller} from './contract.js';

export type Credentials = {readonly user: string; readonly password: string};

/** Proves a password at the SQL server; rejects with SqlFailure. */
export type ProveLogin = (credentials: Credentials, signal: AbortSignal) => Promise<void>;

type Attempt = {readonly name: string; readonly digest: string; readonly time: number; readonly signal: AbortSignal};

/** How long a proven password is believed. */
const provenMs = 60_000;
/** Wrong passwords of one user within the window before the SQL server is no longer asked. */
const failureLimit = 5;
const windowMs = 5 * 60_000;

/**
Who calls. Synergy has Windows users, whose passwords no program can check over SQL; so a caller is proven by the SQL login that has the
user id of Synergy as its name. Wrong passwords are counted per user: a service that asks on would lock the login.
Rejects with SERVE-LOGIN, SERVE-BUSY or a SYN- problem.
*/
export const authenticator = (prove: ProveLogin, now: () => number = Date.now) => {
	// Only a digest under a key of this process is kept, never the password.
	const key = randomBytes(32);
	const proven = new Map<string, number>();
	const failures = new Map<string, {count: number; readonly until: number}>();
	/** Many requests at once with one password are one question to the server. */
	const proving = new Map<string, Promise<void>>();

	return async (header: string | undefined, signal: AbortSignal): Promise<Caller> => {
		const credentials = parseBasic(header);
		if (credentials === undefined) {
			throw new BacoError('SERVE-LOGIN');
		}

		const user = withoutDomain(credentials.user);
		const name = user.toLowerCase();
		const digest = createHmac('sha256', key).update(JSON.stringify([name, credentials.password])).digest('base64');
		const time = now();
		forget(proven, until => until <= time);
		forget(failures, ({until}) => until <= time);
		if (proven.has(digest)) {
			return {user};
		}

		const running = proving.get(digest) ?? proveOnce({user, password: credentials.password}, {
			name, digest, time, signal,
		});
		proving.set(digest, running);
		try {
			await running;
		} finally {
			proving.delete(digest);
		}

		return {user};
	};

	async function proveOnce(credentials: Credentials, {name, digest, time, signal}: Attempt): Promise<void> {
		const {user} = credentials;
		const failed = failures.get(name);
		if (failed !== undefined && failed.count >= failureLimit) {
			throw new BacoError('SERVE-BUSY', {user, seconds: Math.ceil((failed.until - time) / 1000)});
		}

		// Counted before it is tried, so that many at once are not tried all.
		failures.set(name, {count: (failed?.count ?? 0) + 1, until: failed?.until ?? (time + windowMs)});
		try {
			await prove(credentials, signal);
		} catch (error) {
			if (error instanceof SqlFailure && error.kind === 'login') {
				throw new BacoError('SERVE-LOGIN', {user, reason: 'the SQL server refuses it'});
			}

			uncount(failures, name);
			throw error;
		}

		failures.delete(name);
		proven.set(digest, time + provenMs);
	}
};

/** Logs in to the Synergy database of the profile as the caller, and out again. */
export const proveAtSynergy = ({profile}: Pick<Workspace, 'profile'>): ProveLogin => async ({user, password}, signal) => {
	const {connect} = await import('../sql/connect.js');
	const target = await synergyTarget({...profile, user}, password, signal);
	try {
		const connection = await connect(target, {signal});
		await connection.close();
	} catch (error) {
		throw error instanceof SqlFailure && error.kind === 'login' ? error : synergyProblem(error, profile, target);
	}
};

/** Name and password of an Authorization header; undefined when it is none of Basic authentication. */
export const parseBasic = (header: string | undefined): Credentials | undefined => {
	const encoded = /^basic\s+(?<encoded>[\w+\/]+={0,2})$/iv.exec(header?.trim() ?? '')?.groups?.encoded;
	if (encoded === undefined || encoded.length > 2000) {
		return undefined;
	}

	const text = Buffer.from(encoded, 'base64').toString('utf8');
	const colon = text.indexOf(':');
	return colon < 1 ? undefined : {user: text.slice(0, colon), password: text.slice(colon + 1)};
};

const forget = <Value>(map: Map<string, Value>, isOver: (value: Value) => boolean) => {
	for (const [name, value] of map) {
		if (isOver(value)) {
			map.delete(name);
		}
	}
};

const uncount = (failures: Map<string, {count: number; readonly until: number}>, name: string) => {
	const counted = failures.get(name);
	if (counted !== undefined) {
		counted.count--;
	}
};
