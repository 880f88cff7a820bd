import {belongsTo} from '../../divisions/membership.js';
import type {CompanyName, Coverage} from '../contract.js';
import type {GlobeDivision, GlobeUser} from './read-rights.js';

type Verdict = {readonly list: 'covered' | 'missing' | 'blocked' | 'unknown'; readonly reason: string};

/** The needed divisions as the user stands in each, with the table that says so; of the others of the database, those that the user may use as well. */
export const divisionCoverage = (needed: readonly CompanyName[], divisions: readonly GlobeDivision[], user: GlobeUser): Coverage => {
	const byCode = new Map(divisions.map(division => [division.code, division]));
	const judged = needed.map(({code, name}) => ({
		code, name, division: code, ...judge(byCode.get(code), user),
	}));
	const wanted = new Set(needed.map(({code}) => code));
	const listed = (list: Verdict['list']): CompanyName[] => judged.filter(one => one.list === list).map(({list: _, ...company}) => company);
	const unknown = listed('unknown');
	return {
		covered: listed('covered'),
		missing: listed('missing'),
		blocked: listed('blocked'),
		extra: divisions.filter(({code}) => !wanted.has(code)).flatMap(division => {
			const {list, reason} = judge(division, user);
			return list === 'covered' ? [{code: division.code, name: division.name, reason}] : [];
		}),
		...(unknown.length > 0 && {unknown}),
	};
};

const judge = (division: GlobeDivision | undefined, {person, memberships, missingColumns}: GlobeUser): Verdict => {
	if (division === undefined) {
		return {list: 'missing', reason: 'not in dbo.bedryf of this database'};
	}

	const membership = memberships?.get(division.code);
	if (belongsTo(person, division.code, memberships) === false) {
		return {list: 'missing', reason: membership === undefined ? 'no row in dbo.DivisionPeople' : 'the row in dbo.DivisionPeople has ended'};
	}

	if (membership?.blocked === true) {
		return {list: 'blocked', reason: 'BackOfficeBlocked in dbo.DivisionPeople'};
	}

	if (division.isActive === false) {
		return {list: 'blocked', reason: 'not active in dbo.bedryf'};
	}

	if (membership === undefined && person.division === division.code) {
		return {list: 'covered', reason: 'main division in dbo.humres'};
	}

	if (memberships === undefined) {
		return {list: 'unknown', reason: 'dbo.DivisionPeople is missing or may not be read'};
	}

	return missingColumns.length > 0
		? {list: 'unknown', reason: `dbo.DivisionPeople lacks ${missingColumns.join(', ')}`}
		: {list: 'covered', reason: 'row in dbo.DivisionPeople'};
};
