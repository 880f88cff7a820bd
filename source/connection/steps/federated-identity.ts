import {localTime, storedTime} from '../../platform/show-time.js';
import {finding} from '../../problems/finding.js';
import type {DivisionLink} from '../../sync-user/division-link.js';
import type {Step, StepContext, StepOutcome} from '../step.js';

/** FID: the federated token is there and in force, or Synergy can refresh it. No token is ever read, only whether there is one. */
export const federatedIdentityStep: Step = {
	id: 'FID',
	needs: [],
	makes: [],
	deadlineMs: 5000,
	async run({workspace, division, signal}) {
		const {hasToken, hasRefreshToken, tokenExpires, fixedCredentials, fixedUser} = division;
		const link = await linkOf(workspace, division.code, signal);
		const evidence = {
			hasToken,
			hasRefreshToken,
			...(tokenExpires !== undefined && {expires: localTime(tokenExpires), storedExpiration: storedTime(tokenExpires), meaning}),
			fixedCredentials,
			fixedUser,
			...(link !== undefined && {link: link.id, linkState: link.state, linkRefreshed: link.isRefreshed}),
		};
		if (link !== undefined) {
			return outcomeOf(link, fixedUser, evidence);
		}

		if (!hasToken && !hasRefreshToken && tokenExpires === undefined) {
			return {isSkipped: true, summary: 'Not needed: the division has no federated token.', evidence};
		}

		if (!hasToken) {
			const problem = finding('FID-2', 'warn', {...evidence, missing: 'access token'});
			return {summary: problem.summary, findings: [problem], evidence};
		}

		const age = ageOf(tokenExpires);
		const canRefresh = fixedCredentials && fixedUser.trim() !== '' && hasRefreshToken;
		if (age === 'valid' || canRefresh) {
			return {summary: age === 'valid' ? `The token is there${tokenExpires === undefined ? '; when it expires is not known' : ` and expires on ${localTime(tokenExpires)} (column Expiration, read as UTC)`}` : 'The token has expired; Synergy refreshes it with the fixed user', evidence};
		}

		if (fixedCredentials && fixedUser.trim() !== '') {
			const problem = finding('FID-2', age === 'expired' ? 'fail' : 'warn', {...evidence, missing: 'refresh token, and the access token has expired'});
			return {summary: problem.summary, findings: [problem], evidence};
		}

		const problem = finding('FID-1', age === 'expired' ? 'fail' : 'warn', {...evidence, isAboutNow: age === 'uncertain'});
		return {summary: problem.summary, findings: [problem], evidence};
	},
};

/** Loaded for divisions whose link baco holds only. */
const linkOf = async (workspace: StepContext['workspace'], division: string, signal: AbortSignal): Promise<DivisionLink | undefined> => {
	if (Object.values(workspace.profile.accountingSystems ?? {}).every(settings => settings.division !== division || settings.system === 'globe')) {
		return undefined;
	}

	const {divisionLink} = await import('../../sync-user/division-link.js');
	return divisionLink(workspace, division, signal);
};

/** The link that baco holds for the fixed user decides: it says by itself whether it is good. */
const outcomeOf = ({id, state, isRefreshed, expiresAt, problem}: DivisionLink, fixedUser: string, evidence: Readonly<Record<string, unknown>>): StepOutcome => {
	if (state === 'valid') {
		return {summary: `The link ${id}${fixedUser.trim() === '' ? '' : ` of ${fixedUser}`} is good${expiresAt === undefined ? '' : ` until ${localTime(expiresAt)}`}${isRefreshed ? '; its token had expired and was refreshed' : ''}`, evidence};
	}

	const found = finding(state === 'lost' ? 'FID-3' : 'FID-4', state === 'lost' ? 'fail' : 'warn', {...evidence, problem: problem?.explanation.summary, problemId: problem?.id});
	return {summary: found.summary, findings: [found], evidence};
};

/** No document says what the column holds. */
const meaning = 'Expiration is taken as the expiry of the access token, in UTC; neither is documented';

/** The column has no time zone: only what is past everywhere on earth has expired for sure. */
const ageOf = (expires: Date | undefined): 'valid' | 'uncertain' | 'expired' => {
	if (expires === undefined) {
		return 'valid';
	}

	const pastMs = Date.now() - expires.getTime();
	if (pastMs > 14 * hourMs) {
		return 'expired';
	}

	return pastMs > -14 * hourMs ? 'uncertain' : 'valid';
};

const hourMs = 3_600_000;
