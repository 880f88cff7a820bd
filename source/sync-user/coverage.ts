import type {AccountingSystem} from '../profiles/profile.js';
import type {
	CompanyName,
	Coverage,
	OfficeCompany,
	SystemCompany,
} from './contract.js';

type MatchKey = NonNullable<AccountingSystem['matchBy']>[number];

/** No document says what the office's external id is for every system: the first of these that agrees counts, and the profile may choose. */
const defaultKeys: readonly MatchKey[] = ['code', 'hid', 'name'];

/** Compares the companies that a link must cover with those that its user may open. */
export const coverageOf = (needed: readonly OfficeCompany[], seen: readonly SystemCompany[], keys: readonly MatchKey[] = defaultKeys): Coverage => {
	const index = indexOf(seen, keys);
	const covered: CompanyName[] = [];
	const missing: CompanyName[] = [];
	const blocked: CompanyName[] = [];
	const used = new Set<SystemCompany>();
	for (const company of needed) {
		const match = matchOf(company, index, keys);
		const name = {code: codeOf(company), name: company.name, id: company.id};
		if (match === undefined) {
			missing.push({...name, division: company.externalId});
			continue;
		}

		used.add(match);
		if (match.obstacle === undefined) {
			covered.push({...name, division: match.code});
		} else {
			blocked.push({...name, reason: match.obstacle});
		}
	}

	const extra = seen.filter(company => !used.has(company)).map(({code, name, obstacle}) => ({code, name, ...(obstacle !== undefined && {reason: obstacle})}));
	return {
		covered, missing, blocked, extra,
	};
};

/** The code that people know a company by. */
export const codeOf = ({companyCode, externalId}: OfficeCompany): string => companyCode === '' ? externalId : companyCode;

/** Whether all that is needed is known to be within reach. */
export const isComplete = ({missing, blocked, unknown = []}: Coverage): boolean => missing.length === 0 && blocked.length === 0 && unknown.length === 0;

const indexOf = (seen: readonly SystemCompany[], keys: readonly MatchKey[]) =>
	new Map(keys.toReversed().flatMap(key => seen.toReversed().map(company => [`${key}:${normal(company[key])}`, company] as const)));

const matchOf = ({externalId, companyCode, name}: OfficeCompany, index: ReadonlyMap<string, SystemCompany>, keys: readonly MatchKey[]) =>
	keys.flatMap(key => key === 'name' ? [`name:${normal(name)}`] : [`${key}:${normal(externalId)}`, `${key}:${normal(companyCode)}`])
		.map(wanted => wanted.endsWith(':') ? undefined : index.get(wanted))
		.find(company => company !== undefined);

const normal = (text: string) => text.trim().toLowerCase();
