import {readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {isRunning} from '../platform/is-running.js';
import {paths} from '../platform/paths.js';
import type {OfficeUser} from '../sync-user/contract.js';
import type {Profile} from '../profiles/profile.js';
import {isSameProcess} from '../platform/process-start.js';
import {isFolderTaken} from './folder-taken.js';

/** What the demo process tells about itself in `demo.json`. Holds no secret. */
export type DemoState = {
	readonly pid: number;
	/** When the process started, as the operating system tells it: a pid alone is used again. */
	readonly processStart: string | undefined;
	/** `starting` until everything answers. */
	readonly status: 'starting' | 'running';
	/** ISO 8601. */
	readonly since: string;
	/** The servers, Synergy's first. Present when it runs. */
	readonly servers: ReadonlyArray<{readonly name: string; readonly host: string; readonly port: number; readonly databases: readonly string[]}>;
	readonly browserPort: number;
	readonly services: ReadonlyArray<{readonly name: string; readonly url: string}>;
	/** The profile to reach it with, without its password command. */
	readonly profile?: Profile;
	/** Synchronisation users that the samples begin with, by connection, and the companies of the connection. */
	readonly syncUsers?: Readonly<Record<string, {readonly user: OfficeUser; readonly companies: readonly string[]}>>;
};

/** Files of the demo, all in its folder. */
export const demoFiles = (directory = paths().demo) => ({
	directory,
	state: path.join(directory, 'demo.json'),
	/** Passwords, certificate and ports of the first start. */
	sample: path.join(directory, 'sample.json'),
	/** Tokens of the sample links. */
	tokens: path.join(directory, 'tokens.json'),
	/** What the sample accounting systems have granted. */
	grants: path.join(directory, 'grants'),
	log: path.join(directory, 'demo.log'),
	lock: path.join(directory, 'demo.lock'),
	certificate: path.join(directory, 'company.pem'),
	servers: path.join(directory, 'servers'),
} as const);

/** The state of the demo process that is alive now; undefined when there is none, or when what the file tells of is gone. */
export const readDemoState = async (platform: NodeJS.Platform = process.platform): Promise<DemoState | undefined> => {
	const text = await readFile(demoFiles().state, 'utf8').catch(() => '');
	const state = parseState(text);
	return state !== undefined && await isDemoAlive(state, platform) ? state : undefined;
};

/** Windows is slow to tell when a process started: there the lock of the folder tells that the demo has it. */
export const isDemoAlive = async ({pid, processStart}: Pick<DemoState, 'pid' | 'processStart'>, platform: NodeJS.Platform = process.platform): Promise<boolean> =>
	platform === 'win32' ? isRunning(pid) && isFolderTaken(demoFiles().lock) : isSameProcess(pid, processStart);

/** The file is replaced as a whole, so anything else than a state was never written by the demo. */
const parseState = (text: string): DemoState | undefined => {
	try {
		const state = JSON.parse(text) as Partial<DemoState>;
		return Number.isSafeInteger(state.pid) && Array.isArray(state.servers) ? state as DemoState : undefined;
	} catch {
		return undefined;
	}
};
