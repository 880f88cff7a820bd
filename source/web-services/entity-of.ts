import type {StoredSettings} from '../settings/contract.js';
import {isOn} from '../settings/show-setting.js';
import type {Entity, EntityValue} from './contract.js';
import {entityProperties, type EntityProperty} from './entity-properties.js';

/** The stored settings of a division as an entity. A property whose column this database lacks is left out. */
export const entityOf = (stored: StoredSettings, macAddress: string | undefined): Entity => ({
	values: Object.fromEntries(entityProperties
		.map(property => [property.name, valueOf(property, stored, macAddress)] as const)
		.filter((entry): entry is readonly [string, EntityValue] => entry[1] !== undefined)),
	version: stored.rowVersion,
});

const valueOf = ({name, setting, type}: EntityProperty, stored: StoredSettings, macAddress: string | undefined): EntityValue | undefined => {
	if (setting !== undefined) {
		const value = stored.values[setting];
		if (value === undefined || value === null) {
			return value;
		}

		return type === 'boolean' ? isOn(value) : (typeof value === 'string' ? value.trimEnd() : value);
	}

	switch (name) {
		case 'Code': {
			return stored.code;
		}

		case 'Name': {
			return stored.name;
		}

		case 'MacAddress': {
			return macAddress ?? null;
		}

		case 'ModifiedDate': {
			return stored.modified.at ?? null;
		}

		default: {
			return stored.modified.by ?? null;
		}
	}
};
