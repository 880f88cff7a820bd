import {BacoError} from '../../problems/baco-error.js';
import type {
	Call,
	EntityValue,
	EntityValues,
	SettingsEntity,
} from '../contract.js';
import {changeService, readService} from '../entity-properties.js';
import {selected, selectPage} from './query.js';
import {etagOf, renderEntity, versionOf} from './render-entity.js';

export type RestRequest = {
	readonly method: string;
	/** What follows Exact.Entity.REST.svc/, decoded. */
	readonly resource: string;
	readonly query: URLSearchParams;
	readonly body: unknown;
	readonly ifMatch: string | undefined;
	/** Address of the interface, without a slash at its end. */
	readonly base: string;
};

export type RestAnswer = {readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>>};

/** Does what a REST request asks. Rejects with a BacoError, which becomes an OData error. */
export const answerRest = async (entity: SettingsEntity, request: RestRequest, call: Call): Promise<RestAnswer> => {
	const {name, key} = parseResource(request.resource);
	const perform = (key === undefined ? ofSet : ofOne)[request.method];
	if (perform === undefined || (name !== changeService && request.method !== 'GET')) {
		throw new BacoError('SERVE-UNKNOWN', {name: `${request.method} of ${request.resource}`});
	}

	return perform(entity, {...request, key: key ?? ''}, call);
};

type Performer = (entity: SettingsEntity, request: RestRequest & {readonly key: string}, call: Call) => Promise<RestAnswer>;

const ofSet: Readonly<Record<string, Performer>> = {
	async GET(entity, {query, base}, call) {
		const {entities, names, next} = selectPage(await entity.list(call), query);
		return {
			status: 200,
			body: {
				d: {
					results: entities.map(one => renderEntity(one, base, names)),
					...(next !== undefined && {__next: `${base}/${readService}?${next.toString()}`}),
				},
			},
		};
	},
	async POST(entity, {body, base}, call) {
		const created = await entity.create(valuesOf(body), call);
		const rendered = renderEntity(created, base);
		return {status: 201, body: {d: rendered}, headers: {location: (rendered.__metadata as {uri: string}).uri}};
	},
};

const update: Performer = async (entity, {key, body, ifMatch}, call) => {
	const {version} = await entity.update(key, valuesOf(body), {...call, version: guardOf(ifMatch)});
	return {status: 204, ...(version !== undefined && {headers: {etag: etagOf(version)}})};
};

const ofOne: Readonly<Record<string, Performer>> = {
	async GET(entity, {key, query, base}, call) {
		const found = await entity.retrieve(key, call);
		return {
			status: 200, body: {d: renderEntity(found, base, selected(query.get('$select')))}, ...(found.version !== undefined && {headers: {etag: etagOf(found.version)}}),
		};
	},
	MERGE: update,
	PATCH: update,
	PUT: update,
	async DELETE(entity, {key, ifMatch}, call) {
		await entity.remove(key, {...call, version: guardOf(ifMatch)});
		return {status: 204};
	},
};

const parseResource = (resource: string): {readonly name: string; readonly key: string | undefined} => {
	const {name = '', key} = /^(?<name>\w+)(?:\((?:Code=)?'(?<key>[^']{1,20})'\)|\(\))?$/v.exec(resource)?.groups ?? {};
	const known = [readService, changeService].find(service => service.toLowerCase() === name.toLowerCase());
	if (known === undefined) {
		throw new BacoError('SERVE-UNKNOWN', {name: resource});
	}

	return {name: known, key: key?.trim()};
};

const guardOf = (ifMatch: string | undefined): string | undefined => {
	const version = versionOf(ifMatch);
	if (version === null) {
		throw new BacoError('SERVE-REQUEST', {detail: 'If-Match is no tag of this service'});
	}

	return version;
};

/** The properties of a JSON body, with or without `d` around them. */
const valuesOf = (body: unknown): EntityValues => {
	const outer = requireObject(body);
	const {__metadata: _, ...values} = requireObject(Object.keys(outer).length === 1 && 'd' in outer ? outer.d : outer);
	const nested = Object.entries(values).find(([, value]) => value !== null && !['string', 'number', 'boolean'].includes(typeof value));
	if (nested !== undefined) {
		throw new BacoError('SERVE-REQUEST', {detail: `${nested[0]} is no plain value`});
	}

	return values as Record<string, EntityValue>;
};

const requireObject = (value: unknown): Record<string, unknown> => {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new BacoError('SERVE-REQUEST', {detail: 'the body is no JSON object with properties'});
	}

	return value as Record<string, unknown>;
};
