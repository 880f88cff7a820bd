import process from 'node:process';
import type {AuditRecord} from '../audit/contract.js';
import {BacoError} from '../problems/baco-error.js';
import {explainIn} from '../problems/explain-in.js';
import type {Finding} from '../problems/finding.js';
import type {Language} from '../problems/problem.js';
import type {Workspace} from '../workspace/contract.js';
import type {Connection, ConnectionStatus, OfficeUser} from './contract.js';
import type {OfficeView} from './office-view.js';
import {preFlight, type PreFlight} from './pre-flight.js';
import {reasonOf} from './override-reason.js';
import {recordChange} from './record-change.js';
import {refuseOthers} from './refuse-others.js';
import {inactiveUser} from './inactive-user.js';
import {changeSyncState, stateOf} from './sync-state.js';

export type Choice = {
	readonly connection: Connection;
	readonly user: OfficeUser;
	readonly status: ConnectionStatus | undefined;
	/** Why it is done though companies are missing. */
	readonly overrideReason?: string | undefined;
};

/** The user that a person means by id, user name or name. Rejects with SYNC-NO-OFFICE or SYNC-USER-UNKNOWN. */
export const findOfficeUser = async (view: OfficeView, given: string): Promise<OfficeUser> => {
	const users = await officeOf(view).users();
	const wanted = given.trim().toLowerCase();
	const found = users.filter(({id, userName, name}) => [id, userName, name].some(text => text.toLowerCase() === wanted));
	if (found.length !== 1) {
		throw new BacoError('SYNC-USER-UNKNOWN', {user: given, known: users.map(({userName}) => userName)});
	}

	return found[0]!;
};

/** Grants the user those of the given companies, by their ids, that it still lacks in the office. Resolves with the check as it is after that. */
export const grantMissing = async (workspace: Workspace, view: OfficeView, {connection, user, status}: Choice, companies: readonly string[]): Promise<PreFlight> => {
	await refuseOthers(workspace, view);
	const before = await preFlight(view, {connection, user, status});
	const granted = before.missing.filter(({id = ''}) => before.grantable.includes(id) && companies.includes(id));
	if (granted.length > 0) {
		await recordChange(workspace, {
			action: 'sync-user.grant', connection, before: user.name, after: `${user.name} with ${granted.length} more ${granted.length === 1 ? 'company' : 'companies'}: ${granted.map(({code, name}) => `${code} ${name}`).join(', ')}`, coverage: before, reason: undefined,
		}, async () => officeOf(view).grant(user.id, granted.map(({id = ''}) => id)));
	}

	return preFlight(view, {connection, user, status});
};

/** What keeps a user from being chosen though it is given the access in the office that it lacks: to be known before access is given, as the public API cannot take it back. Throws as `chooseUser`. */
export const refuseBeforeGrant = ({findings}: PreFlight, overrideReason: string | undefined): void => {
	refuseObstacles(findings.filter(({id}) => id !== 'SYNC-USER-ACCESS'), overrideReason);
};

/** The reason with which obstacles are overridden; undefined when there are none. */
const refuseObstacles = (findings: readonly Finding[], overrideReason: string | undefined): string | undefined => {
	const obstacles = findings.filter(({severity}) => severity === 'fail');
	if (obstacles.length === 0) {
		return undefined;
	}

	const reason = reasonOf(overrideReason);
	if (reason === '') {
		const all = (field: 'summary' | 'cause' | 'fix', language: Language) => obstacles.map(obstacle => explainIn(obstacle, language)[field]).join(' ');
		throw new BacoError('SYNC-REFUSED', {
			why: all('summary', 'en'), cause: all('cause', 'en'), fix: all('fix', 'en'), whyDutch: all('summary', 'nl'), causeDutch: all('cause', 'nl'), fixDutch: all('fix', 'nl'),
		});
	}

	return reason;
};

/** Makes a user the synchronisation user in baco's own list, as the office's public API cannot. Rejects with SYNC-REFUSED while something stands in the way and no reason is given, and with SYNC-REASON for one that says nothing. */
export const chooseUser = async (workspace: Workspace, view: OfficeView, choice: Choice): Promise<{readonly record: AuditRecord; readonly check: PreFlight}> => {
	const {connection, user, status} = choice;
	await refuseOthers(workspace, view);
	officeOf(view);
	const check = await preFlight(view, {connection, user, status});
	const reason = refuseObstacles(check.findings, choice.overrideReason);
	const before = stateOf(view.state, connection.id).syncUser;
	const record = await recordChange(workspace, {
		action: 'sync-user.set',
		connection,
		before: before?.name ?? '',
		after: user.name,
		coverage: check.office === undefined ? undefined : check,
		reason,
	}, async () => changeSyncState(workspace.profile.name, new Map([[connection.id, state => {
		// Somebody else may have chosen meanwhile.
		if (state.syncUser?.id !== before?.id) {
			throw new BacoError('SYNC-CHANGED', {connection: connection.description});
		}

		const lastProbe = state.lastProbe && {...state.lastProbe, findings: state.lastProbe.findings.filter(({id}) => id !== inactiveUser)};
		return {...state, ...(lastProbe !== undefined && {lastProbe}), syncUser: {...user, chosenAt: new Date().toISOString(), chosenBy: process.env.USER ?? workspace.profile.user}};
	}]])));
	return {record, check};
};

const officeOf = ({office, problem}: OfficeView) => {
	if (office === undefined) {
		throw problem ?? new BacoError('SYNC-NO-OFFICE');
	}

	return office;
};
