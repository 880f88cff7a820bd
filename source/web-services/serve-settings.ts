import {readFile} from 'node:fs/promises';
import {isIP} from 'node:net';
import {errorCode} from '../platform/write-file.js';
import {version} from '../platform/version.js';
import {BacoError} from '../problems/baco-error.js';
import type {Workspace} from '../workspace/contract.js';
import {authenticator, proveAtSynergy} from './authenticate.js';
import {buildServer, type Limits} from './build-server.js';
import {settingsEntity} from './settings-entity.js';

export type ServeOptions = {
	readonly host: string;
	/** 0 for a free one. */
	readonly port: number;
	readonly certificateFile?: string | undefined;
	readonly keyFile?: string | undefined;
	readonly acceptsWarnings?: boolean;
	readonly log: (line: string) => void;
	readonly limits?: Partial<Limits>;
};

export type RunningService = {
	readonly url: string;
	/** Lets what runs come to its end, at most `graceMs`; nothing new is taken. */
	stop: (graceMs?: number) => Promise<void>;
};

/** Starts the web services. Rejects with SERVE-LICENCE, SERVE-ADDRESS, SERVE-TLS or SERVE-LISTEN. */
export const serveSettings = async (workspace: Workspace, {host, port, certificateFile, keyFile, acceptsWarnings = false, log, limits}: ServeOptions): Promise<RunningService> => {
	const {profile} = workspace;
	if (profile.licenceOption998 !== true) {
		throw new BacoError('SERVE-LICENCE', {profile: profile.name});
	}

	const tls = await readTls(certificateFile, keyFile);
	if (tls === undefined && !isLoopback(host)) {
		throw new BacoError('SERVE-ADDRESS', {host});
	}

	const ending = new AbortController();
	const parts = {
		entity: settingsEntity(workspace, {acceptsWarnings}), authenticate: authenticator(proveAtSynergy(workspace)), ending: ending.signal, version: version(), tls, log, ...(limits !== undefined && {limits}),
	};
	const server = await buildServer(parts).catch((error: unknown) => {
		throw tls === undefined ? error : new BacoError('SERVE-TLS', {detail: error instanceof Error ? error.message : String(error)}, {cause: error});
	});
	try {
		const url = await server.listen({host, port});
		return {
			url,
			async stop(graceMs = 30_000) {
				const timer = setTimeout(() => {
					ending.abort();
				}, graceMs);
				await server.close();
				clearTimeout(timer);
				ending.abort();
			},
		};
	} catch (error) {
		throw new BacoError('SERVE-LISTEN', {host, port, code: errorCode(error)}, {cause: error});
	}
};

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

const readTls = async (certificateFile: string | undefined, keyFile: string | undefined): Promise<{readonly cert: string; readonly key: string} | undefined> => {
	if (certificateFile === undefined && keyFile === undefined) {
		return undefined;
	}

	if (certificateFile === undefined || keyFile === undefined) {
		throw new BacoError('SERVE-TLS', {detail: 'a certificate needs its key, and a key its certificate'});
	}

	const [cert, key] = await Promise.all([readPem(certificateFile), readPem(keyFile)]);
	return {cert, key};
};

const readPem = async (file: string): Promise<string> => {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		throw new BacoError('SERVE-TLS', {file, detail: errorCode(error)}, {cause: error});
	}
};
