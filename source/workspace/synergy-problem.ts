import {BacoError} from '../problems/baco-error.js';
import type {ProblemId} from '../problems/catalogue.js';
import {reachedText} from '../problems/reached-at.js';
import {sqlProblem} from '../problems/sql-problem.js';
import type {Profile} from '../profiles/profile.js';
import type {SqlTarget} from '../sql/contract.js';
import {SqlFailure} from '../sql/sql-failure.js';

/** A failure of the profile's own connection, with what the profile says of it: the texts for Globe servers would send the reader to the wrong settings. A stop by the operator and other errors stay as they are. */
export const synergyProblem = (error: unknown, profile: Profile, target?: Pick<SqlTarget, 'host' | 'port'>): unknown => {
	if (error instanceof SqlFailure ? error.kind === 'cancelled' : !isBrowserProblem(error)) {
		return error;
	}

	const {name, server: {host, port, instance}, database, user} = profile;
	const server = `${host}${instance === undefined ? '' : `\\${instance}`}${port === undefined ? '' : `,${port}`}`;
	const known = {
		profile: name, server, host, port: port ?? (instance === undefined ? 1433 : target?.port), ...(instance !== undefined && {instance}), login: user, database,
	};
	const isElsewhere = target !== undefined && (target.host !== host || (port !== undefined && target.port !== port));
	const reachedAt = isElsewhere ? `${target.host}:${target.port}` : undefined;
	const seen = sqlProblem(error, {...known, ...(reachedAt !== undefined && {reachedAt})}) as BacoError;
	const {summary, cause, fix} = seen.explanation;
	const tunnel = reachedText({reachedAt: seen.facts.reachedAt ?? reachedAt});
	const isSilent = error instanceof SqlFailure && error.kind === 'timeout';
	return new BacoError(rowOf(seen.id), {
		...known,
		...seen.facts,
		seen: seen.id,
		detail: isSilent ? `${server} did not answer in time.${tunnel}` : `${summary}${summary.includes(tunnel) ? '' : tunnel}`,
		explained: cause,
		mend: fix,
	}, {cause: error});
};

/** Whether Synergy itself is the trouble. */
export const isSynergyProblem = (error: unknown): error is BacoError => error instanceof BacoError && error.id.startsWith('SYN-');

const isBrowserProblem = (error: unknown) => error instanceof BacoError && error.id.startsWith('SSRP-');

const rowOf = (id: ProblemId): ProblemId => {
	const section = id.split('-', 1)[0]!;
	return sections[section] ?? 'SYN-5';
};

const sections: Readonly<Record<string, ProblemId>> = {
	DNS: 'SYN-1', SSRP: 'SYN-1', TCP: 'SYN-1', TMO: 'SYN-1', LOG: 'SYN-2', TLS: 'SYN-3', DB: 'SYN-4', PERM: 'SYN-4',
};
