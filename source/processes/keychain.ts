import {execFileSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import process from 'node:process';
import type {KeychainReply, KeychainRequest} from '../credentials/keychain-messages.js';

// The keychain library is native code that may hang (a dead Secret Service) or crash: in a process of its own it can be ended.

type Keytar = {
	getPassword: (service: string, account: string) => Promise<string | null>;
	setPassword: (service: string, account: string, password: string) => Promise<void>;
	findCredentials: (service: string) => Promise<Array<{readonly account: string}>>;
	deletePassword: (service: string, account: string) => Promise<boolean>;
};

const service = 'baco';

const load = async (): Promise<Keytar> => {
	const module = await import('keytar') as unknown as {readonly default: Keytar};
	return module.default;
};

const answer = async (request: KeychainRequest): Promise<KeychainReply['value']> => {
	const keytar = await load();
	switch (request.action) {
		case 'load': {
			return true;
		}

		case 'probe': {
			await probe(keytar);
			return true;
		}

		case 'names': {
			const found = await keytar.findCredentials(service);
			return found.map(({account}) => account);
		}

		case 'get': {
			return keytar.getPassword(service, request.name);
		}

		case 'set': {
			await keytar.setPassword(service, request.name, request.secret);
			return true;
		}

		case 'delete': {
			return keytar.deletePassword(service, request.name);
		}
	}
};

/** Only a round trip proves a store: some take a secret and lose it. */
const probe = async (keytar: Keytar) => {
	if (process.platform === 'darwin') {
		// Without a default keychain, macOS would open a dialog.
		execFileSync('security', ['default-keychain'], {stdio: 'ignore'});
	}

	const name = `probe-${randomBytes(8).toString('hex')}`;
	const secret = randomBytes(16).toString('hex');
	await keytar.setPassword(service, name, secret);
	const kept = await keytar.getPassword(service, name);
	await keytar.deletePassword(service, name);
	if (kept !== secret) {
		throw new Error('it does not keep what it is given');
	}
};

const reasonOf = (error: unknown): string => {
	if (!(error instanceof Error)) {
		return 'unknown error';
	}

	const {code} = error as {code?: unknown};
	if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') {
		return 'the optional package keytar is not installed';
	}

	return code === 'ERR_DLOPEN_FAILED' ? `the keychain library cannot be loaded: ${error.message.split('\n', 1)[0]!}` : error.message.split('\n', 1)[0]!;
};

const serve = async (request: KeychainRequest) => {
	let reply: KeychainReply;
	try {
		reply = {id: request.id, value: await answer(request)};
	} catch (error) {
		// Never the error itself: it may carry what it was called with.
		reply = {id: request.id, error: reasonOf(error)};
	}

	process.send!(reply);
};

process.on('message', (request: KeychainRequest) => {
	void serve(request);
});

process.on('disconnect', () => {
	process.exit();
});
