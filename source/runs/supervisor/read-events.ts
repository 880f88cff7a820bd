import {exitCodes} from '../../problems/exit-codes.js';
import type {DivisionFailure, JobEvent} from '../contract.js';

/** An event of the progress channel; undefined for what is none. A job's word is not trusted: each field is checked, texts are cut. */
export const parseEvent = (line: string): JobEvent | undefined => {
	let value: Readonly<Record<string, unknown>>;
	try {
		value = JSON.parse(line) as Readonly<Record<string, unknown>>;
	} catch {
		return undefined;
	}

	switch (value?.type) {
		case 'progress': {
			return typeof value.done === 'number'
				? {
					type: 'progress', done: value.done, total: number(value.total) ?? null, unit: text(value.unit), division: textOrNull(value.division), phase: text(value.phase),
				}
				: undefined;
		}

		case 'counts': {
			const deleted = number(value.deleted);
			return {
				type: 'counts', read: number(value.read) ?? 0, written: number(value.written) ?? 0, rejected: number(value.rejected) ?? 0, ...(deleted !== undefined && {deleted}),
			};
		}

		case 'rejection': {
			return {
				type: 'rejection', division: textOrNull(value.division), reference: text(value.reference), reason: text(value.reason),
			};
		}

		case 'divisions': {
			const total = number(value.total);
			return total === undefined ? undefined : {type: 'divisions', total};
		}

		case 'division': {
			return {
				type: 'division', division: text(value.division), state: text(value.state), message: text(value.message), ...failureOf(value.failure),
			};
		}

		case 'document': {
			return {
				type: 'document', id: text(value.id), subject: text(value.subject), ...(typeof value.number === 'string' && {number: value.number}),
			};
		}

		case 'end': {
			return {type: 'end', message: text(value.message), isComplete: typeof value.isComplete === 'boolean' ? value.isComplete : undefined};
		}

		default: {
			return undefined;
		}
	}
};

const failureOf = (value: unknown): {readonly failure?: DivisionFailure} => {
	if (typeof value !== 'object' || value === null) {
		return {};
	}

	const {id, exitCode, cause, fix, server} = value as Readonly<Record<string, unknown>>;
	return {
		failure: {
			id: text(id), exitCode: number(exitCode) ?? exitCodes.failed, cause: text(cause), fix: text(fix), server: textOrNull(server),
		},
	};
};

const number = (value: unknown) => typeof value === 'number' && Number.isFinite(value) ? value : undefined;

const textOrNull = (value: unknown) => text(value) === '' ? null : text(value);

const text = (value: unknown) => typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 2000) : '';
