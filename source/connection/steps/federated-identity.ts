import {localTime, storedTime} from '../../platform/show-time.js';
import {finding} from '../../problems/finding.js';
import type {Step} from '../step.js';

/** FID: the federated token is there and in force, or Synergy can refresh it. No token is ever read, only whether there is one. */
export const federatedIdentityStep: Step = {
	id: 'FID',
	title: 'Federated identity',
	needs: [],
	makes: [],
	deadlineMs: 5000,
	async run({division}) {
		const {hasToken, hasRefreshToken, tokenExpires, fixedCredentials, fixedUser} = division;
		const evidence = {
			hasToken,
			hasRefreshToken,
			...(tokenExpires !== undefined && {expires: localTime(tokenExpires), storedExpiration: storedTime(tokenExpires), meaning}),
			fixedCredentials,
			fixedUser,
		};
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
