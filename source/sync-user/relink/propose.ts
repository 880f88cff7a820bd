import {BacoError} from '../../problems/baco-error.js';
import type {Workspace} from '../../workspace/contract.js';
import type {Proof} from '../adapter.js';
import {adapterOf} from '../adapters.js';
import type {Account, Connection} from '../contract.js';
import {coverageFor} from '../connection-coverage.js';
import {isComplete} from '../coverage.js';
import type {OfficeView} from '../office-view.js';
import {stateOf} from '../sync-state.js';
import {reasonOf} from '../override-reason.js';
import type {Proposal} from './contract.js';

export type ProposalRequest = {
	readonly connection: Connection;
	readonly accessToken: string | undefined;
	readonly before: Account | undefined;
	readonly signal: AbortSignal;
};

/** Proves a candidate: who it is, and which of the needed companies that user may open. Rejects when the system did not answer, or refused. */
export const proposalOf = async (workspace: Workspace, view: OfficeView, {connection, accessToken, before, signal}: ProposalRequest): Promise<Proposal> => {
	const proof = await adapterOf(connection).prove({
		workspace, connection, accessToken, signal,
	});
	return proposalFrom(view, connection, proof, before);
};

/** What a proof means for the swap. */
export const proposalFrom = (view: OfficeView, connection: Connection, proof: Proof, before: Account | undefined): Proposal => {
	const {account, companies, findings} = proof;
	const fault = proof.isUnknown || proof.isRefused || proof.isTokenInvalid ? findings.find(({severity}) => severity !== 'info') : undefined;
	if (fault !== undefined) {
		throw new BacoError(fault.id, fault.evidence);
	}

	const wanted = companies === undefined ? undefined : coverageFor(view, connection, {companies, account});
	const coverage = proof.coverage ?? wanted?.coverage;
	const isKnown = coverage !== undefined || connection.isInOffice === false;
	return {
		from: {syncUser: stateOf(view.state, connection.id).syncUser?.name, account: before},
		to: account,
		coverage,
		findings: [...findings, ...(wanted?.findings ?? [])],
		isComplete: isKnown && (coverage === undefined || isComplete(coverage)),
		isOtherAccount: before !== undefined && account !== undefined && before.name !== account.name,
	};
};

/** The reason of an override; undefined when none is needed. Throws SYNC-REFUSED when one is missing, and SYNC-REASON when it says nothing. */
export const overridden = ({isComplete: isAll, coverage}: Proposal, reason: string | undefined): string | undefined => {
	if (isAll) {
		return undefined;
	}

	const given = reasonOf(reason);
	if (given === '') {
		const count = coverage === undefined ? 0 : coverage.missing.length + coverage.blocked.length;
		throw new BacoError('SYNC-REFUSED', count === 0
			? {why: 'which companies the new link covers is not known', whyDutch: 'welke administraties de nieuwe koppeling dekt is niet bekend'}
			: {why: `the new link does not reach ${count} of the companies`, whyDutch: `de nieuwe koppeling bereikt ${count} van de administraties niet`});
	}

	return given;
};
