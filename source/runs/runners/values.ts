import {documentKey} from '../catalogue/document-key.js';
import type {Job, JobParameter} from '../catalogue/job.js';

/** Values of a job's parameters by their name, as they were typed: `{C: '001,002'}`; a switch that is on has `''`. */
export type Values = Readonly<Record<string, string>>;

/** What is wrong with a parameter's value, as a clause; undefined when nothing is. Used by the form at every key and by the command line. */
export const valueFault = ({type, choices, isMandatory, check}: JobParameter, value: string | undefined): string | undefined => {
	if (type === 'switch') {
		return value === undefined || value === '' ? undefined : 'takes no value';
	}

	if (value === undefined || value.trim() === '') {
		return isMandatory ? 'is missing' : (value === undefined ? undefined : 'has no value');
	}

	return typeFaults[type](value.trim(), choices) ?? (/\p{Control}/v.test(value) ? 'has a control character' : check?.(value.trim()));
};

/** All that is wrong with the values of a job, one clause each. */
export const valueFaults = ({parameters}: Job, values: Values): string[] => [
	...parameters.flatMap(parameter => {
		const fault = valueFault(parameter, values[parameter.name]);
		return fault === undefined ? [] : [`/${parameter.name}: ${fault}`];
	}),
	...Object.keys(values).filter(name => parameters.every(parameter => parameter.name !== name)).map(name => `/${name}: is not a parameter of this job`),
];

/** The division codes of `/C:001,002`, each once; none for a job without. */
export const divisionsOf = ({parameters}: Job, values: Values): string[] => {
	const parameter = parameters.find(({type}) => type === 'divisions' || type === 'division');
	return parameter === undefined ? [] : codesOf(values[parameter.name] ?? '');
};

export const codesOf = (value: string): string[] => [...new Set(value.split(',').map(code => code.trim()).filter(code => code !== ''))];

type Choices = JobParameter['choices'];

const divisionFault = (code: string) => /^[\d\p{Letter}]{1,6}$/v.test(code) ? undefined : `has ${JSON.stringify(code)}, which is no division code`;

const typeFaults: Readonly<Record<Exclude<JobParameter['type'], 'switch'>, (value: string, choices: Choices) => string | undefined>> = {
	divisions(value) {
		const codes = value.split(',').map(code => code.trim());
		return codes.includes('') ? 'has an empty place between two commas' : codes.map(code => divisionFault(code)).find(fault => fault !== undefined);
	},
	division: value => divisionFault(value),
	choice: (value, choices = []) => choices.some(choice => choice.value === value) ? undefined : `must be one of ${choices.map(choice => choice.value).join(', ')}`,
	number: value => /^\d{1,9}(?:\.\d{1,9})?$/v.test(value) ? undefined : 'must be a number of 0 or more, such as 2 or 0.005',
	text: value => value.length > 200 ? 'is longer than 200 characters' : undefined,
	host: value => /^[\d\p{Letter}](?:[\d\p{Letter}\-.]{0,253}[\d\p{Letter}])?$/v.test(value) ? undefined : 'must be the name of a server',
	document: value => documentKey(value) === undefined ? 'must be the number of a document, such as 00.012.345, or its ID, such as 9F0E094F-5D9F-4A17-AF28-5233987DAA13' : undefined,
};
