import type {Entity, EntityValue} from '../contract.js';
import {
	entityProperties,
	keyProperty,
	readService,
} from '../entity-properties.js';

/** One entity in the shape of OData 2: with its address, its row version and dates in their own form. */
export const renderEntity = ({values, version}: Entity, base: string, names?: readonly string[]): Record<string, unknown> => ({
	__metadata: {
		uri: `${base}/${readService}('${encodeURIComponent(String(values[keyProperty]))}')`,
		type: `Exact.Web.Entity.${readService}`,
		...(version !== undefined && {etag: etagOf(version)}),
	},
	...Object.fromEntries(Object.entries(values).filter(([name]) => names?.includes(name) ?? true).map(([name, value]) => [name, renderValue(name, value)])),
});

/** A weak tag, as OData gives it. */
export const etagOf = (version: string): string => `W/"${version}"`;

/** The row version of a tag in If-Match; undefined for `*` and none. Null for what is no tag. */
export const versionOf = (tag: string | undefined): string | undefined | null => tag === undefined || tag.trim() === '*' ? undefined : /^(?:w\/)?"(?<version>[0-9a-f]+)"$/iv.exec(tag.trim())?.groups?.version?.toLowerCase() ?? null;

const dates = new Set(entityProperties.filter(({type}) => type === 'date').map(({name}) => name));

// The time is the server's own, without a zone, and OData 2 gives such times as if they were UTC.
const renderValue = (name: string, value: EntityValue) => typeof value === 'string' && dates.has(name) ? `/Date(${Date.parse(`${value}Z`)})/` : value;
