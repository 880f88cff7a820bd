import {BacoError} from '../problems/baco-error.js';
import {pagePath} from '../settings/fields.js';
import type {TypedSettings} from '../settings/parse-typed.js';
import type {EntityValue, EntityValues} from './contract.js';
import {
	entityProperties,
	keyProperty,
	macProperty,
	secretProperties,
	type EntityProperty,
	type PropertyType,
} from './entity-properties.js';

export type Wanted = {
	readonly code: string | undefined;
	readonly typed: TypedSettings;
	readonly macAddress: string | undefined;
};

/** What a caller wants, from the properties that were sent. Throws SERVE-PROPERTY with every one that is unknown, read-only, secret or of another type. */
export const typedSettings = (values: EntityValues): Wanted => {
	const faults: string[] = [];
	const typed: Record<string, string> = {};
	for (const [name, value] of Object.entries(values)) {
		const property = entityProperties.find(one => one.name === name);
		const fault = faultOf(name, property, value);
		if (fault !== undefined) {
			faults.push(fault);
		} else if (property?.setting !== undefined) {
			typed[property.setting] = textOf(value);
		}
	}

	if (faults.length > 0) {
		throw new BacoError('SERVE-PROPERTY', {faults});
	}

	return {code: given(values[keyProperty]), typed, macAddress: given(values[macProperty])};
};

const given = (value: EntityValue | undefined) => value === undefined || value === null ? undefined : textOf(value);

const textOf = (value: EntityValue) => typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value ?? '');

const faultOf = (name: string, property: EntityProperty | undefined, value: EntityValue): string | undefined => {
	if (secretProperties.includes(name)) {
		return `${name} is a secret that is typed in Synergy alone (${pagePath})`;
	}

	if (property === undefined) {
		return `${name} is no property of this entity`;
	}

	if (property.isReadOnly) {
		return `${name} is read-only`;
	}

	return value === null || isOfType(value, property.type) ? undefined : `${name} must be of the type ${property.type}`;
};

const isOfType = (value: EntityValue, type: PropertyType) => type === 'integer' ? Number.isSafeInteger(value) : typeof value === (type === 'boolean' ? 'boolean' : 'string');
