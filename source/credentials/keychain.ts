import {fork, type ChildProcess} from 'node:child_process';
import process from 'node:process';
import {processFile} from '../platform/process-file.js';
import type {KeychainReply, KeychainRequest} from './keychain-messages.js';

/** The operating system's keychain, as far as it can be used here. */
export type Keychain = {
	/** Why it cannot be used, or undefined. Tried once for each process. */
	unusable: () => Promise<string | undefined>;
	/** Names of what baco keeps in it. */
	names: () => Promise<string[]>;
	get: (name: string) => Promise<string | undefined>;
	set: (name: string, secret: string) => Promise<void>;
	remove: (name: string) => Promise<boolean>;
};

type Action = {readonly action: 'load' | 'probe' | 'names'} | {readonly action: 'get' | 'delete'; readonly name: string} | {readonly action: 'set'; readonly name: string; readonly secret: string};

export type KeychainOptions = {
	/** Program of the keychain process. */
	readonly file?: string;
	readonly environment?: Readonly<NodeJS.ProcessEnv>;
	readonly probeTimeoutMs?: number;
	readonly timeoutMs?: number;
};

/** Starts nothing before it is asked; then one process, which is ended when it does not answer and never keeps baco from ending. */
export const openKeychain = ({file, environment = process.env, probeTimeoutMs = 2000, timeoutMs = 10_000}: KeychainOptions = {}): Keychain => {
	let child: ChildProcess | undefined;
	let lastId = 0;
	let probed: Promise<string | undefined> | undefined;

	const running = (): ChildProcess => {
		if (child?.connected) {
			return child;
		}

		child = fork(file ?? processFile('keychain'), {stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env: {...environment}, execArgv: []});
		child.setMaxListeners(0);
		// A later read tries again with a new one.
		child.on('error', () => {
			child = undefined;
		});
		return child;
	};

	const request = async (details: Action, limitMs: number): Promise<KeychainReply['value']> => {
		const target = running();
		lastId += 1;
		const reply = await exchange(target, {...details, id: lastId}, limitMs);
		if (reply.error !== undefined) {
			throw new Error(reply.error);
		}

		return reply.value;
	};

	const probe = async (): Promise<string | undefined> => {
		if (environment.BACO_KEYCHAIN === 'off') {
			return 'it is switched off by BACO_KEYCHAIN=off';
		}

		try {
			// The start of a process on a busy machine does not count.
			await request({action: 'load'}, timeoutMs);
			await request({action: 'probe'}, probeTimeoutMs);
			return undefined;
		} catch (error) {
			return error instanceof Error ? error.message : String(error);
		}
	};

	return {
		async unusable() {
			probed ??= probe();
			return probed;
		},
		async names() {
			const value = await request({action: 'names'}, timeoutMs);
			return Array.isArray(value) ? value : [];
		},
		async get(name) {
			const value = await request({action: 'get', name}, timeoutMs);
			return typeof value === 'string' ? value : undefined;
		},
		async set(name, secret) {
			await request({action: 'set', name, secret}, timeoutMs);
		},
		async remove(name) {
			return await request({action: 'delete', name}, timeoutMs) === true;
		},
	};
};

/** One question and its answer. While it is open it keeps baco alive; a process that does not answer in time is killed. */
const exchange = async (child: ChildProcess, request: KeychainRequest, limitMs: number): Promise<KeychainReply> => {
	const {promise, resolve, reject} = Promise.withResolvers<KeychainReply>();
	const onMessage = (reply: KeychainReply) => {
		if (reply.id === request.id) {
			resolve(reply);
		}
	};

	const onEnd = () => {
		reject(new Error('the keychain process ended without an answer'));
	};

	const limit = setTimeout(() => {
		child.kill('SIGKILL');
		reject(new Error(`it did not answer in ${limitMs} ms`));
	}, limitMs);
	child.on('message', onMessage);
	child.on('exit', onEnd);
	child.on('error', reject);
	child.ref();
	child.channel?.ref();
	child.send(request, error => {
		if (error) {
			reject(error);
		}
	});
	try {
		return await promise;
	} finally {
		clearTimeout(limit);
		child.off('message', onMessage);
		child.off('exit', onEnd);
		child.off('error', reject);
		if (child.listenerCount('message') === 0) {
			child.unref();
			child.channel?.unref();
		}
	}
};
