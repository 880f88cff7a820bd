import {formatServerPath} from '../../source/divisions/server-path.js';
import {redact} from '../../source/platform/redact.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {DivisionFailure} from '../../source/runs/contract.js';

/** What an event tells of the failure of a division: the words of the catalogue, and the server where one is known. */
export const failureOf = (problem: unknown): {readonly failure?: DivisionFailure} => problem instanceof BacoError
	? {
		failure: {
			id: problem.id, exitCode: problem.exitCode, cause: redact(problem.explanation.cause), fix: redact(problem.explanation.fix), server: serverOf(problem.facts),
		},
	}
	: {};

const serverOf = ({host, instance, port, reachedAt}: BacoError['facts']): string | null => {
	if (typeof host !== 'string') {
		return null;
	}

	const own = formatServerPath({
		host,
		...(typeof instance === 'string' && {instance}),
		...(typeof port === 'number' && !String(reachedAt).endsWith(`:${port}`) && {port}),
	});
	return typeof reachedAt === 'string' ? `${own} at ${reachedAt}` : own;
};
