import type {Job} from '../catalogue/job.js';
import {BacoError} from '../../problems/baco-error.js';
import type {RunnerName} from '../contract.js';
import {valueFaults, type Values} from './values.js';

export type Words = {
	/** Values of the job's own parameters. */
	readonly values: Values;
	/** `/S:` and `/D:`, when they were given. */
	readonly server: string | undefined;
	readonly database: string | undefined;
	readonly warnings: readonly string[];
};

/** Reads a command line in the vendor's form: `/C:001,002`, `/C: 001,002`, `"/D:Name with blanks"`. Rejects with JOB-PARAMETER, also for one that the runner's program does not know: without it, it would do more than was asked. */
export const readWords = (job: Job, words: readonly string[], runner: RunnerName = 'built-in'): Words => {
	const values: Record<string, string> = {};
	const warnings: string[] = [];
	const faults: string[] = [];
	for (let index = 0; index < words.length; index++) {
		const word = words[index]!;
		const groups = /^\/(?<name>[A-Za-z]+)(?:(?<colon>:)(?<value>.*))?$/sv.exec(word)?.groups;
		if (groups === undefined) {
			faults.push(`${JSON.stringify(word)} is no parameter: they look like /C:001`);
			continue;
		}

		const name = groups.name!;
		let value = unquoted(groups.value ?? '');
		const next = words[index + 1];
		if (value === '' && next !== undefined && groups.colon !== undefined && !next.startsWith('/')) {
			value = unquoted(next);
			index++;
			warnings.push(`/${name}: has a blank behind it; write /${name}:${value}`);
		}

		if (name !== name.toUpperCase()) {
			faults.push(`/${name}: must be written in upper case: /${name.toUpperCase()}:`);
		} else if (Object.hasOwn(values, name)) {
			faults.push(`/${name}: is given twice`);
		} else {
			values[name] = value.trim();
		}
	}

	const {S: server, D: database, ...own} = values;
	faults.push(...valueFaults(job, own));
	if (runner !== 'built-in') {
		faults.push(...job.parameters.filter(({name, isBuiltInOnly}) => isBuiltInOnly === true && Object.hasOwn(own, name)).map(({name}) => `/${name}: is known to the built-in runner only, not to the vendor's program`));
	}

	if (faults.length > 0) {
		throw new BacoError('JOB-PARAMETER', {job: job.id, faults});
	}

	return {
		values: own, server, database, warnings,
	};
};

const unquoted = (value: string) => /^"(?<inner>.*)"$/sv.exec(value)?.groups?.inner ?? value;
