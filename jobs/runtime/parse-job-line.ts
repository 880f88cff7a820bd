import {BacoError} from '../../source/problems/baco-error.js';
import type {Job, JobParameter} from '../../source/runs/catalogue/job.js';
import {readValue, type ParameterValue} from './parameter-value.js';

export type JobLine = {
	readonly server: string;
	readonly database: string;
	readonly parameters: Readonly<Record<string, ParameterValue>>;
	readonly isDryRun: boolean;
	/** Spellings that were understood all the same. */
	readonly warnings: readonly string[];
};

/** Reads the vendor's own form of a command line. Undefined when help is asked for; throws JOB-USAGE with every fault. */
export const parseJobLine = (job: Job, words: readonly string[]): JobLine | undefined => {
	if (words.some(word => ['/?', '--help', '-h'].includes(word))) {
		return undefined;
	}

	const warnings: string[] = [];
	const faults: string[] = [];
	const given = new Map<string, string>();
	let isDryRun = false;
	for (const word of joinedWords(words, warnings)) {
		const parameter = /^\/(?<name>[^:]+)(?::(?<value>.*))?$/sv.exec(word)?.groups;
		if (word === '--dry-run') {
			isDryRun = true;
		} else if (parameter === undefined) {
			faults.push(`${JSON.stringify(word)} is not a parameter`);
		} else if (given.has(parameter.name!)) {
			faults.push(`/${parameter.name}: is given twice`);
		} else {
			given.set(parameter.name!, unquoted(parameter.value ?? ''));
			faults.push(...nameFaults(job, parameter.name!, parameter.value !== undefined));
		}
	}

	const parameters = readParameters(job, given, faults);
	for (const {name, title} of required) {
		if ((given.get(name) ?? '').trim() === '' && faults.every(fault => !fault.includes(`/${name}:`))) {
			faults.push(`/${name}: (${title}) is missing`);
		}
	}

	if (faults.length > 0) {
		throw new BacoError('JOB-USAGE', {job: job.name, faults});
	}

	return {
		server: given.get('S')!.trim(), database: given.get('D')!.trim(), parameters, isDryRun, warnings,
	};
};

/** Those of every job. */
const required = [{name: 'S', title: 'database server'}, {name: 'D', title: 'database'}] as const;

/** Exact's documents print a blank after the colon and after commas: the next word then belongs to this one. */
const joinedWords = (words: readonly string[], warnings: string[]): string[] => {
	const joined: string[] = [];
	for (const word of words) {
		const before = joined.at(-1);
		const isContinued = before !== undefined && /^\/[^:]+:(?:.*,)?$/sv.test(before) && !word.startsWith('/') && !word.startsWith('--');
		if (isContinued) {
			warnings.push(`The blank after ${before} was left out.`);
			joined[joined.length - 1] = before + word;
		} else {
			joined.push(unquoted(word));
		}
	}

	return joined;
};

const unquoted = (text: string) => /^"(?<inside>[^"]*)"$/v.exec(text)?.groups?.inside ?? text;

const nameFaults = (job: Job, name: string, hasValue: boolean): string[] => {
	const known = [...required.map(one => one.name as string), ...job.parameters.map(parameter => parameter.name)];
	if (known.includes(name)) {
		return hasValue || isSwitch(job, name) ? [] : [`/${name} has no value: write /${name}:VALUE`];
	}

	const upper = known.find(one => one === name.toUpperCase());
	return [upper === undefined ? `there is no parameter /${name}: (${known.map(one => `/${one}:`).join(' ')})` : `/${name}: must be written in upper case, /${upper}:`];
};

const isSwitch = (job: Job, name: string) => job.parameters.some(parameter => parameter.name === name && parameter.type === 'switch');

const readParameters = (job: Job, given: ReadonlyMap<string, string>, faults: string[]): Record<string, ParameterValue> => {
	const values: Record<string, ParameterValue> = {};
	for (const parameter of job.parameters) {
		const text = given.get(parameter.name);
		const read = readOne(parameter, text);
		if (read === undefined) {
			continue;
		}

		if ('value' in read) {
			values[parameter.name] = read.value;
		} else if (faults.every(fault => !fault.startsWith(`/${parameter.name} `))) {
			faults.push(read.fault);
		}
	}

	return values;
};

const readOne = (parameter: JobParameter, text: string | undefined) => {
	if (parameter.type === 'switch' && (text === undefined || text === '')) {
		return {value: text !== undefined};
	}

	if (text !== undefined) {
		return readValue(parameter, text);
	}

	if (parameter.default !== undefined) {
		return readValue(parameter, parameter.default);
	}

	return parameter.isMandatory ? {fault: `/${parameter.name}: (${parameter.title}) is missing`} : undefined;
};
