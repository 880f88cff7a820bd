import {BacoError} from '../../problems/baco-error.js';
import type {Entity} from '../contract.js';
import {entityProperties, keyProperty} from '../entity-properties.js';
import {parseFilter} from './filter.js';

/** Entities in one answer; the rest is on the next pages. */
const pageSize = 60;

export type Page = {
	readonly entities: readonly Entity[];
	/** Names of $select. */
	readonly names: readonly string[] | undefined;
	/** Query of the next page. */
	readonly next: URLSearchParams | undefined;
};

/** Applies the options of OData 2 to a list. Throws SERVE-QUERY for an option, a property or a value that is not known. */
export const selectPage = (all: readonly Entity[], query: URLSearchParams): Page => {
	const unknown = query.keys().find(name => name.startsWith('$') && !known.has(name));
	if (unknown !== undefined) {
		throw new BacoError('SERVE-QUERY', {option: unknown, value: '', reason: 'it is not offered'});
	}

	const filter = query.get('$filter');
	const isWanted = filter === null || filter.trim() === '' ? undefined : parseFilter(filter);
	const found = ordered(isWanted ? all.filter(({values}) => isWanted(values)) : all, query.get('$orderby'));
	const skipped = count(query, '$skiptoken', 0);
	const start = count(query, '$skip', 0) + skipped;
	const end = Math.min(found.length, count(query, '$skip', 0) + count(query, '$top', Infinity));
	const cut = Math.min(end, start + pageSize);
	return {
		entities: found.slice(start, cut),
		names: selected(query.get('$select')),
		next: cut < end ? nextPage(query, skipped + pageSize) : undefined,
	};
};

/** The properties that $select names. */
export const selected = (text: string | null): readonly string[] | undefined => {
	const names = text?.split(',').map(name => name.trim()).filter(name => name !== '' && name !== '*');
	for (const name of names ?? []) {
		requireProperty('$select', name);
	}

	return names?.length === 0 ? undefined : names;
};

const known = new Set(['$filter', '$orderby', '$skip', '$top', '$skiptoken', '$select', '$format']);

const requireProperty = (option: string, value: string) => {
	if (entityProperties.every(({name}) => name !== value)) {
		throw new BacoError('SERVE-QUERY', {option, value, reason: 'it is no property of this entity'});
	}
};

const count = (query: URLSearchParams, option: string, absent: number): number => {
	const value = query.get(option);
	if (value === null) {
		return absent;
	}

	if (!/^\d{1,9}$/v.test(value)) {
		throw new BacoError('SERVE-QUERY', {option, value, reason: 'it is no whole number from 0 on'});
	}

	return Number(value);
};

const ordered = (entities: readonly Entity[], text: string | null): readonly Entity[] => {
	const [name = '', direction = 'asc', ...more] = (text === null || text.trim() === '' ? keyProperty : text.trim()).split(/\s+/v);
	requireProperty('$orderby', name);
	if (more.length > 0 || !['asc', 'desc'].includes(direction)) {
		throw new BacoError('SERVE-QUERY', {option: '$orderby', value: text, reason: 'one property with asc or desc is understood'});
	}

	const sign = direction === 'desc' ? -1 : 1;
	return entities.toSorted(({values: a}, {values: b}) => sign * String(a[name] ?? '').localeCompare(String(b[name] ?? ''), 'en', {numeric: true}));
};

const nextPage = (query: URLSearchParams, skip: number) => {
	const next = new URLSearchParams(query);
	next.set('$skiptoken', String(skip));
	return next;
};
