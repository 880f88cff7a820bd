import {finding, type Finding} from '../problems/finding.js';
import type {
	Connection,
	Coverage,
	OfficeCompany,
	OfficeSide,
	OfficeUser,
} from './contract.js';
import {codeOf} from './coverage.js';
import {neededCompanies, type OfficeView} from './office-view.js';

/**
Which of the companies of a connection a user can open in the office. Of those that belong to one of several connections, the ones that the
link is seen to have count. Undefined when the office could not be asked, or does not have the connection. Rejects as the office does.
*/
export const officeSideOf = async (view: OfficeView, connection: Connection, user: Pick<OfficeUser, 'id' | 'name'>, coverage: Coverage | undefined): Promise<OfficeSide | undefined> => {
	const wanted = neededCompanies(view, connection);
	if (wanted === undefined || view.office === undefined) {
		return undefined;
	}

	const open = await view.office.companiesOf(user.id);
	const seen = new Set([...coverage?.covered ?? [], ...coverage?.blocked ?? []].map(({id}) => id));
	const names = [...wanted.needed, ...wanted.unassigned.filter(({id}) => seen.has(id))].map(company => nameOf(company));
	const others = wanted.unassigned.filter(({id}) => !seen.has(id)).map(company => nameOf(company));
	return {
		covered: names.filter(({id}) => open.has(id)),
		missing: names.filter(({id}) => !open.has(id)).map(company => ({...company, reason: `${user.name} has no access in the office`})),
		...(others.length > 0 && {unassigned: others}),
	};
};

/** What is wrong on the office's side: a user who cannot log in, companies out of reach. */
export const officeSideFindings = (user: Pick<OfficeUser, 'name' | 'isActive'>, side: OfficeSide | undefined, severity: 'fail' | 'warn'): readonly Finding[] => [
	...(user.isActive ? [] : [finding('SYNC-USER-INACTIVE', severity, {user: user.name})]),
	...(side === undefined || side.missing.length === 0 ? [] : [finding('SYNC-USER-ACCESS', severity, {user: user.name, missing: side.missing.map(({code, name}) => `${code} ${name}`)})]),
];

const nameOf = (company: OfficeCompany) => ({id: company.id, name: company.name, code: codeOf(company)});
