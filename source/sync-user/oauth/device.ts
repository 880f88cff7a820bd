import {setTimeout as delay} from 'node:timers/promises';
import {
	ClientError,
	initiateDeviceAuthorization,
	pollDeviceAuthorizationGrant,
	type Configuration,
	type DeviceAuthorizationResponse,
} from 'openid-client';
import {withDeadline} from '../../connection/network/with-deadline.js';
import {keepSecret} from '../../platform/redact.js';
import {BacoError} from '../../problems/baco-error.js';
import {tokenFailure} from '../tokens/token-failure.js';
import type {TokenAnswer} from './authorisation.js';

export type DeviceQuestion = {
	readonly userCode: string;
	readonly verificationUri: string;
	readonly expiresInSeconds: number;
	/** Resolves when the person has consented elsewhere. Rejects with SYNC-DENIED or SYNC-DEVICE-LATE, or at once with the signal's reason. */
	readonly wait: (signal: AbortSignal) => Promise<TokenAnswer>;
};

/** Whether a server can be asked from a machine without a browser: only the ones that say so can. */
export const hasDeviceGrant = (configuration: Configuration): boolean => configuration.serverMetadata().device_authorization_endpoint !== undefined;

/** Asks for a code that a person types in elsewhere. */
export const askDevice = async (configuration: Configuration, scope: string | undefined, signal: AbortSignal): Promise<DeviceQuestion> => {
	const {host} = new URL(configuration.serverMetadata().issuer);
	let device: DeviceAuthorizationResponse;
	try {
		device = await withDeadline(30_000, signal, async () => initiateDeviceAuthorization(configuration, scope === undefined ? {} : {scope}));
	} catch (error) {
		signal.throwIfAborted();
		throw tokenFailure(error, {host, grant: 'device'});
	}

	keepSecret(device.device_code);
	const endsAt = performance.now() + (device.expires_in * 1000);
	return {
		userCode: device.user_code,
		verificationUri: device.verification_uri,
		expiresInSeconds: device.expires_in,
		async wait(ending) {
			const leftMs = Math.ceil(Math.max(0, endsAt - performance.now()));
			try {
				return await orAborted(ending, async inner => pollOn(configuration, device, {endsAt, signal: AbortSignal.any([inner, AbortSignal.timeout(leftMs)])}));
			} catch (error) {
				ending.throwIfAborted();
				throw performance.now() >= endsAt ? new BacoError('SYNC-DEVICE-LATE', {host}) : tokenFailure(error, {host, grant: 'device'});
			}
		},
	};
};

/** The library notices an abort only between its pauses; the person should not wait for that. */
const orAborted = async <T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
	signal.throwIfAborted();
	const {promise, reject} = Promise.withResolvers<never>();
	const abort = () => {
		reject(signal.reason as Error);
	};

	signal.addEventListener('abort', abort, {once: true});
	try {
		return await Promise.race([promise, work(signal)]);
	} finally {
		signal.removeEventListener('abort', abort);
	}
};

/** A server in trouble, or a line that is down for a moment, does not end the wait: the same code is good until it expires. */
const pollOn = async (configuration: Configuration, device: DeviceAuthorizationResponse, {endsAt, signal}: {readonly endsAt: number; readonly signal: AbortSignal}): Promise<TokenAnswer> => {
	/* eslint-disable no-await-in-loop -- waits for one thing to happen */
	for (;;) {
		try {
			return await pollDeviceAuthorizationGrant(configuration, device, undefined, {signal});
		} catch (error) {
			if (signal.aborted || performance.now() >= endsAt || !isPassing(error)) {
				throw error;
			}
		}

		await delay((device.interval ?? 5) * 1000, undefined, {signal});
	}
	/* eslint-enable no-await-in-loop */
};

const isPassing = (error: unknown): boolean => {
	const cause = error instanceof Error ? error.cause : undefined;
	return cause instanceof Response ? cause.status >= 500 || cause.status === 429 : error instanceof TypeError || (error instanceof ClientError && error.code === 'OAUTH_TIMEOUT');
};
