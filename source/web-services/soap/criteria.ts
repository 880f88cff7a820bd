import {BacoError} from '../../problems/baco-error.js';
import type {EntityValue, EntityValues} from '../contract.js';
import {entityProperties} from '../entity-properties.js';
import type {SoapQuery} from './read-request.js';

/** The properties of a FilterQuery as one test: all of them must hold. Throws SERVE-QUERY for a property or an operator that is not known. */
export const criteriaOf = (queries: readonly SoapQuery[]): (values: EntityValues) => boolean => {
	const tests = queries.map(({name, operation, value}) => {
		const test = operators[operation.trim().toUpperCase()];
		if (test === undefined) {
			throw new BacoError('SERVE-QUERY', {option: 'Operation', value: operation, reason: `operators are ${Object.keys(operators).join(' ')}`});
		}

		if (entityProperties.every(property => property.name !== name)) {
			throw new BacoError('SERVE-QUERY', {option: 'PropertyName', value: name, reason: 'it is no property of this entity'});
		}

		return (values: EntityValues) => test(values[name] ?? null, value);
	});
	return values => tests.every(test => test(values));
};

type Test = (found: EntityValue, wanted: EntityValue) => boolean;

const plain = (value: EntityValue) => String(value ?? '').trimEnd().toLowerCase();
const isEqual: Test = (found, wanted) => typeof found === 'number' ? found === Number(wanted) : plain(found) === plain(wanted);
const isIn: Test = (found, wanted) => plain(wanted).split(',').some(one => one.trim() === plain(found));
const compared = (isRight: (order: number) => boolean): Test => (found, wanted) =>
	found !== null && isRight(typeof found === 'number' ? found - Number(wanted) : plain(found).localeCompare(plain(wanted), 'en', {numeric: true}));

const operators: Readonly<Record<string, Test>> = {
	EQUALS: isEqual,
	'=': isEqual,
	NOTEQUAL: (found, wanted) => !isEqual(found, wanted),
	'<>': (found, wanted) => !isEqual(found, wanted),
	CONTAINS: (found, wanted) => plain(found).includes(plain(wanted)),
	STARTSWITH: (found, wanted) => plain(found).startsWith(plain(wanted)),
	IN: isIn,
	NOTIN: (found, wanted) => !isIn(found, wanted),
	ISEMPTY: found => plain(found) === '',
	ISNULL: found => found === null,
	ISNOTNULL: found => found !== null,
	'>': compared(order => order > 0),
	'<': compared(order => order < 0),
	'>=': compared(order => order >= 0),
	'<=': compared(order => order <= 0),
};
