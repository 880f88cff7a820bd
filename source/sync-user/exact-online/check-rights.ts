import {toBacoError} from '../../problems/baco-error.js';
import {isSilent} from '../tokens/token-failure.js';
import type {RightsContext} from '../adapter.js';
import type {CompanyToAsk, CompanyVerdict} from '../rights-contract.js';
import {isDivisionScope, messageIn} from './explain-refusal.js';
import {openExactOnline, type ExactOnline} from './read-resource.js';
import {mayDo, type RightsQuestion} from './may-do.js';

/** What the synchronisation really does with a company. */
export const questions: readonly RightsQuestion[] = [
	{endpoint: 'crm/Accounts', action: 'GET', words: 'read relations'},
	{endpoint: 'financial/GLAccounts', action: 'GET', words: 'read ledgers'},
	{endpoint: 'vat/VATCodes', action: 'GET', words: 'read VAT codes'},
	{endpoint: 'hrm/Costcenters', action: 'GET', words: 'read cost centres'},
	{endpoint: 'purchaseentry/PurchaseEntries', action: 'POST', words: 'book purchase entries'},
	{endpoint: 'documents/Documents', action: 'POST', words: 'add documents'},
];

/**
Asks of each company what the user may do there, a few companies at once; the limits of calls are those of one company. One call reads
data, so that scope and licence show; the others ask `UserHasRights`. A company that refuses is asked nothing more, and where that
question is refused in several companies, it is asked of no other.
*/
export const checkExactRights = async ({connection, accessToken, companies, signal, onVerdict}: RightsContext): Promise<void> => {
	const {url = ''} = connection.settings ?? {};
	const shared: Shared = {refusals: 0, stopped: undefined};
	const waiting = companies.values();
	const lane = async () => {
		for (const company of waiting) {
			// eslint-disable-next-line no-await-in-loop -- a lane goes one by one
			onVerdict(company, await verdictOf(openExactOnline(url, accessToken, signal), company, shared, signal));
		}
	};

	await Promise.all(Array.from({length: lanes}, lane));
};

const lanes = 4;
const mostRefusals = 3;

/** What one company showed that holds for all others. */
type Shared = {
	/** Companies that refused the question about rights. */
	refusals: number;
	/** Why nobody is asked any more. */
	stopped: string | undefined;
};

const verdictOf = async (exact: ExactOnline, company: CompanyToAsk, shared: Shared, signal: AbortSignal): Promise<CompanyVerdict> => {
	if (shared.stopped !== undefined) {
		return {verdict: 'unknown', lacks: [], why: shared.stopped};
	}

	try {
		return await ask(exact, company, shared);
	} catch (error) {
		signal.throwIfAborted();
		const problem = toBacoError(error);
		if (!isSilent(problem)) {
			throw problem;
		}

		// Too many calls, or a server in trouble: the other companies would only make it worse.
		shared.stopped = problem.explanation.summary;
		return {verdict: 'unknown', lacks: [], why: shared.stopped};
	}
};

const ask = async (exact: ExactOnline, {division, isSeen}: CompanyToAsk, shared: Shared): Promise<CompanyVerdict> => {
	const data = await exact.read(`${division}/crm/Accounts?$top=1&$select=ID`);
	const isRefused = data.status === 403;
	if (isRefused && isDivisionScope(data)) {
		return {verdict: 'scope', lacks: [], why: messageIn(data)};
	}

	if (!isSeen) {
		return isRefused ? {verdict: 'no-access', lacks: [], why: messageIn(data)} : {verdict: 'unknown', lacks: [], why: `HTTP ${data.status} for a company that is not among those of the user`};
	}

	if (!isRefused && data.status !== 200) {
		return {verdict: 'unknown', lacks: [], why: `HTTP ${data.status}`};
	}

	if (shared.refusals >= mostRefusals) {
		return {verdict: 'unknown', lacks: [], why: 'the question about rights was refused in other companies, and is not asked any more'};
	}

	const lacks: string[] = [];
	for (const question of questions) {
		const may = await mayDo(exact, division, question); // eslint-disable-line no-await-in-loop -- nothing more is asked after a refusal
		if (may === undefined) {
			shared.refusals++;
			return {verdict: lacks.length > 0 ? 'rights' : 'unknown', lacks, why: 'the question about rights is refused'};
		}

		if (!may) {
			lacks.push(question.words);
		}
	}

	return lacks.length > 0 ? {verdict: 'rights', lacks} : {verdict: isRefused ? 'licence' : 'complete', lacks};
};
