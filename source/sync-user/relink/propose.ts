import {BacoError, toBacoError} from '../../problems/baco-error.js';
import {finding, type Finding} from '../../problems/finding.js';
import type {Workspace} from '../../workspace/contract.js';
import type {Proof} from '../adapter.js';
import {adapterOf} from '../adapters.js';
import type {
	Account,
	Connection,
	Coverage,
	OfficeSide,
	OfficeUser,
} from '../contract.js';
import {coverageFor} from '../connection-coverage.js';
import {isComplete} from '../coverage.js';
import {officeSideFindings, officeSideOf} from '../office-side.js';
import type {OfficeView} from '../office-view.js';
import {stateOf} from '../sync-state.js';
import {reasonOf} from '../override-reason.js';
import type {Proposal} from './contract.js';

export type ProposalRequest = {
	readonly connection: Connection;
	readonly accessToken: string | undefined;
	readonly before: Before;
	readonly signal: AbortSignal;
};

/** The link so far: its user of the accounting system, and the one of the office whom it was made for. */
export type Before = {readonly account: Account | undefined; readonly madeFor?: string | undefined};

/** Proves a candidate: who it is, and which of the needed companies that user may open. Rejects when the system did not answer, or refused. */
export const proposalOf = async (workspace: Workspace, view: OfficeView, {connection, accessToken, before, signal}: ProposalRequest): Promise<Proposal> => {
	const proof = await adapterOf(connection).prove({
		workspace, connection, accessToken, signal,
	});
	return proposalFrom(view, connection, proof, before);
};

/** What a proof means for the swap. */
export const proposalFrom = async (view: OfficeView, connection: Connection, proof: Proof, before: Before): Promise<Proposal> => {
	const {account, companies, findings} = proof;
	const fault = proof.isUnknown || proof.isRefused || proof.isTokenInvalid ? findings.find(({severity}) => severity !== 'info') : undefined;
	if (fault !== undefined) {
		throw new BacoError(fault.id, fault.evidence);
	}

	const wanted = companies === undefined ? undefined : coverageFor(view, connection, {companies, account});
	const coverage = proof.coverage ?? wanted?.coverage;
	const isKnown = coverage !== undefined || connection.isInOffice === false;
	const {syncUser} = stateOf(view.state, connection.id);
	const office = await ofOffice(view, connection, syncUser, coverage);
	return {
		from: {syncUser: syncUser?.name, ...before},
		to: account,
		office: office.side,
		coverage,
		findings: [...findings, ...(wanted?.findings ?? []), ...office.findings],
		isComplete: isKnown && (coverage === undefined || isComplete(coverage)),
		isOtherAccount: before.account !== undefined && account !== undefined && before.account.name !== account.name,
	};
};

/** The office's side of the chosen user: told before the swap, and no reason to keep a dead link. An office that does not answer leaves it open. */
const ofOffice = async (view: OfficeView, connection: Connection, syncUser: OfficeUser | undefined, coverage: Coverage | undefined): Promise<{readonly side: OfficeSide | undefined; readonly findings: readonly Finding[]}> => {
	if (syncUser === undefined || view.office === undefined) {
		return {side: undefined, findings: []};
	}

	try {
		const [side, users] = await Promise.all([officeSideOf(view, connection, syncUser, coverage), view.office.users()]);
		return {side, findings: officeSideFindings(users.find(({id}) => id === syncUser.id) ?? syncUser, side, 'warn')};
	} catch (error) {
		const {id, facts} = toBacoError(error);
		return {side: undefined, findings: [finding(id, 'warn', facts)]};
	}
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
