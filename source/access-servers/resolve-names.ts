import {lookup} from 'node:dns/promises';
import type {Profile} from '../profiles/profile.js';
import {reachedAddress} from '../profiles/reached-address.js';
import {hostPart, isLikeName} from './machine-name.js';

/**
The names, in lower case, that DNS says do not exist, with every suffix tried that the known hosts have.
Nothing is proven when this machine reaches the SQL server through an address of the profile (a tunnel): its DNS is then another network's.
A lookup that fails for another reason, or takes too long, proves nothing either.
*/
export const unresolvedNames = async (names: readonly string[], {profile, sqlHost, knownHosts, signal}: Surroundings): Promise<Set<string>> => {
	if (isElsewhere(profile, sqlHost)) {
		return new Set();
	}

	const suffixes = suffixesOf(knownHosts);
	const wanted = [...new Set(names.map(name => name.trim().toLowerCase()).filter(name => isLikeName(name)))];
	const absent = await Promise.all(wanted.map(async name => await resolve(hostPart(name), suffixes, signal) === 'absent' ? name : undefined));
	return new Set(absent.filter(name => name !== undefined));
};

/** What DNS says of one name; `not asked` when this machine reaches the SQL server through an address of the profile. */
export const resolveName = async (name: string, {profile, sqlHost, knownHosts, signal}: Surroundings): Promise<Answer | 'not asked'> =>
	isElsewhere(profile, sqlHost) ? 'not asked' : resolve(hostPart(name), suffixesOf(knownHosts), signal);

type Answer = 'found' | 'absent' | 'unknown';
type Surroundings = {readonly profile: Profile; readonly sqlHost: string; readonly knownHosts: readonly string[]; readonly signal?: AbortSignal | undefined};

const isElsewhere = ({addresses}: Profile, sqlHost: string) => reachedAddress(addresses, sqlHost, 1433).host !== sqlHost;

const suffixesOf = (knownHosts: readonly string[]) => [...new Set(knownHosts.map(host => host.split('.').slice(1).join('.')).filter(suffix => /\p{Letter}/v.test(suffix)))];

const resolve = async (host: string, suffixes: readonly string[], signal: AbortSignal | undefined): Promise<Answer> => {
	const candidates = host.includes('.') ? [host] : [host, ...suffixes.map(suffix => `${host}.${suffix}`)];
	const answers = await Promise.all(candidates.map(async candidate => lookUp(candidate, signal)));
	return answers.includes('found') ? 'found' : (answers.every(answer => answer === 'absent') ? 'absent' : 'unknown');
};

const lookUp = async (host: string, signal: AbortSignal | undefined): Promise<Answer> => {
	const {promise: late, resolve: giveUp} = Promise.withResolvers<'unknown'>();
	const timer = setTimeout(() => {
		giveUp('unknown');
	}, patienceMs);
	const abort = () => {
		giveUp('unknown');
	};

	signal?.addEventListener('abort', abort, {once: true});
	try {
		return await Promise.race([late, lookup(host).then(() => 'found' as const)]);
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'ENOTFOUND' ? 'absent' : 'unknown';
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', abort);
	}
};

const patienceMs = 3000;
