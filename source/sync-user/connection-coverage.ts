import {finding, type Finding} from '../problems/finding.js';
import type {
	Account,
	CompanyName,
	Connection,
	Coverage,
	OfficeCompany,
	SystemCompany,
} from './contract.js';
import {codeOf, coverageOf, isComplete} from './coverage.js';
import {neededCompanies, type OfficeView} from './office-view.js';

export type Seen = {readonly companies: readonly SystemCompany[]; readonly account: Account | undefined};

/** What a user who sees these companies covers of a connection, and what is wrong with that. Undefined when it is not known what must be covered. */
export const coverageFor = (view: OfficeView, connection: Connection, {companies, account}: Seen): {readonly coverage: Coverage; readonly findings: readonly Finding[]} | undefined => {
	const wanted = neededCompanies(view, connection);
	if (wanted === undefined) {
		return undefined;
	}

	const {needed, unassigned, faults} = wanted;
	const keys = connection.settings?.matchBy;
	const lost = new Set(coverageOf(unassigned, companies, keys).missing.map(({id}) => id));
	// Of those that belong to one of several connections, the ones that this one's user is seen to have count.
	const coverage = coverageOf([...needed, ...unassigned.filter(({id}) => !lost.has(id))], companies, keys);
	const others = unassigned.filter(({id}) => lost.has(id)).map(company => nameOf(company));
	return {
		coverage: others.length === 0 ? coverage : {...coverage, unassigned: others},
		findings: [
			...coverageFindings(coverage, account),
			...(others.length === 0 ? [] : [finding('SYNC-UNASSIGNED', 'warn', {companies: others.map(company => shown(company)), type: connection.type})]),
			...(faults.length === 0 ? [] : [finding('SYNC-ASSIGNMENT', 'warn', {entries: faults.map(({entry, reason}) => `${entry}: ${reason}`)})]),
		],
	};
};

const coverageFindings = (coverage: Coverage, account: Account | undefined): Finding[] => isComplete(coverage)
	? []
	: [
		...(coverage.missing.length === 0 ? [] : [finding('SYNC-MISSING', 'warn', {missing: coverage.missing.map(company => shown(company)), account: account?.name})]),
		...(coverage.blocked.length === 0 ? [] : [finding('SYNC-BLOCKED', 'warn', {blocked: coverage.blocked.map(company => `${shown(company)} (${company.reason})`)})]),
	];

const nameOf = (company: OfficeCompany): CompanyName => ({code: codeOf(company), name: company.name, id: company.id});

const shown = ({code, name}: CompanyName) => `${code} ${name}`;
