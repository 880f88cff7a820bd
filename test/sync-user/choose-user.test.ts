import test from 'ava';
import {BacoError} from '../../source/problems/baco-error.js';
import {
	chooseUser,
	findOfficeUser,
	grantMissing,
	refuseBeforeGrant,
} from '../../source/sync-user/choose-user.js';
import {whyNotUndo} from '../../source/console/state/undoable.js';
import {userText} from '../../source/sync-user/labels.js';
import {accountingUnknownText} from '../../source/sync-user/sides-text.js';
import {judgeRole, roleText} from '../../source/sync-user/judge-role.js';
import {manualSteps} from '../../source/sync-user/manual-steps.js';
import {readOfficeView} from '../../source/sync-user/office-view.js';
import {preFlight} from '../../source/sync-user/pre-flight.js';
import type {ConnectionStatus} from '../../source/sync-user/contract.js';
import {statusExitCode} from '../../source/commands/sync-user/status.js';
import {connectionStatuses, lastStatuses} from '../../source/sync-user/statuses.js';
import {stateOf} from '../../source/sync-user/sync-state.js';
import {
	connector,
	monica,
	never,
	openSyncHome,
	pieter,
	type SyncHome,
} from './sync-home.js';

const prepare = async ({workspace}: SyncHome, name: string) => {
	const {view: seen, statuses} = await connectionStatuses(workspace, {signal: never});
	const view = await readOfficeView(workspace, never);
	return {view, choice: {connection: seen.connections[0]!, user: await findOfficeUser(view, name), status: statuses[0]}};
};

test('a user who can open all companies on both sides is chosen, with an audit record', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	const {view, choice} = await prepare(home, 'MONICA');
	const {record, check} = await chooseUser(home.workspace, view, choice);
	t.like(check, {
		isReady: true, isAccountingSideKnown: true, missing: [], blocked: [],
	});
	t.is(check.covered.length, 3);
	t.like(record, {
		action: 'sync-user.set', outcome: 'done', before: '', after: 'Monica', division: 'Exact (delta)',
	});
	const {state} = await readOfficeView(home.workspace, never);
	t.is(stateOf(state, 'LINK').syncUser?.name, 'Monica');
});

test('a user without access is refused, can be given access, or is chosen with a reason', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	const {view, choice} = await prepare(home, 'pieter');
	const check = await preFlight(view, choice);
	t.deepEqual(check.missing.map(({code, reason}) => [code, reason]), [['2', 'Pieter has no access in the office'], ['3', 'Pieter has no access in the office']]);
	const refusal = await t.throwsAsync(chooseUser(home.workspace, view, choice), {instanceOf: BacoError});
	t.is(refusal.id, 'SYNC-REFUSED');
	const short = await t.throwsAsync(chooseUser(home.workspace, view, {...choice, overrideReason: ' x '}), {instanceOf: BacoError});
	t.is(short.id, 'SYNC-REASON');
	const {record} = await chooseUser(home.workspace, view, {...choice, overrideReason: 'Holiday cover'});
	t.is(record.reason, 'Holiday cover');
	const after = await grantMissing(home.workspace, view, choice, ['c102', 'c103']);
	t.true(after.isReady);
	const records = await home.workspace.audit.list();
	t.deepEqual(records.map(({action}) => action), ['sync-user.grant', 'sync-user.set']);
	t.is(records[0]?.after, 'Pieter with 2 more companies: 2 Delta Parts, 3 Delta Rental');
});

test('what no access mends is told before access is given', async t => {
	const home = await openSyncHome(t, {office: {users: [monica, {...pieter, isActive: false}]}});
	await home.linkUser();
	const {view, choice} = await prepare(home, 'pieter');
	const check = await preFlight(view, choice);
	t.deepEqual(check.grantable, ['c102', 'c103']);
	const refusal = t.throws(() => {
		refuseBeforeGrant(check, undefined);
	}, {instanceOf: BacoError});
	t.is(refusal?.explanation.summary, 'Not done: Pieter is not active in the office.');
	t.notThrows(() => {
		refuseBeforeGrant(check, 'Comes back on Monday');
		refuseBeforeGrant({...check, findings: check.findings.filter(({id}) => id !== 'SYNC-USER-INACTIVE')}, undefined);
	});
	await grantMissing(home.workspace, view, choice, check.grantable);
	const records = await home.workspace.audit.list();
	t.regex(whyNotUndo(records[0]!, records)!, /^Access is taken back in the office only, in Settings > Users/v);
});

test('what a link shows counts only for the user whom it was made for', async t => {
	const home = await openSyncHome(t, {exact: {users: [{...connector, companies: ['101', '102']}]}, office: {users: [monica, {...pieter, companies: ['c101', 'c102', 'c103']}]}});
	await home.linkUser();
	const own = await prepare(home, 'monica');
	await chooseUser(home.workspace, own.view, {...own.choice, overrideReason: 'The access comes tomorrow'});
	const {view, choice} = await prepare(home, 'pieter');
	const check = await preFlight(view, choice);
	t.like(check, {
		isReady: true, isAccountingSideKnown: false, whyUnknown: 'other-user', linkMadeFor: 'Monica', accounting: undefined, from: 'Monica', office: {missing: []},
	});
	t.is(accountingUnknownText(check, 'en'), 'not known: the link was made for Monica; a relink proves it');
	const {record} = await chooseUser(home.workspace, view, choice);
	t.is(record.statement, '3 covered, 0 missing, 0 blocked; in the accounting system not known');
	const {statuses} = await connectionStatuses(home.workspace, {signal: never});
	t.is(userText(statuses[0]!), 'Pieter → not known (link of CX_Basecone)');
	const found = statuses[0]!.findings.find(({id}) => id === 'SYNC-LINK-OTHER');
	t.is(found?.summary, 'The link of CX_Basecone was made for Monica, not for Pieter.');
	t.is(statusExitCode(statuses), 1);
	const [last] = lastStatuses(await readOfficeView(home.workspace, never));
	t.is(last?.findings.filter(({id}) => id === 'SYNC-LINK-OTHER').length, 1);
	// Monica's check has to do with her own link again.
	const again = await prepare(home, 'monica');
	const checked = await preFlight(again.view, again.choice);
	t.deepEqual(checked.accounting?.missing.map(({code}) => code), ['3']);
	// For whom it was made may not be known: nobody was chosen then.
	await home.linkUser(connector.login, {madeFor: undefined});
	const nobody = await prepare(home, 'pieter');
	t.is(accountingUnknownText(await preFlight(nobody.view, nobody.choice), 'nl'), 'niet bekend: voor wie de koppeling is gemaakt is niet bekend; opnieuw verbinden bewijst het');
	t.is(nobody.choice.status?.findings.find(({id}) => id === 'SYNC-LINK-OTHER')?.summary, 'The link of CX_Basecone was not made for Pieter.');
});

test('only the companies that were agreed to are given', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	const {view, choice} = await prepare(home, 'pieter');
	const after = await grantMissing(home.workspace, view, choice, ['c103']);
	t.deepEqual(after.grantable, ['c102']);
});

test('a user who is not active is named as the obstacle, and stays a finding when chosen all the same', async t => {
	const home = await openSyncHome(t, {office: {users: [monica, {...pieter, isActive: false, companies: ['c101', 'c102', 'c103']}]}});
	await home.linkUser();
	const {view, choice} = await prepare(home, 'pieter');
	const refusal = await t.throwsAsync(chooseUser(home.workspace, view, choice), {instanceOf: BacoError});
	t.like(refusal.explanation, {summary: 'Not done: Pieter is not active in the office.', cause: 'A synchronisation user must be able to log in.'});
	t.regex(refusal.explanation.fix, /^Activate the user.*--override-reason/v);
	await chooseUser(home.workspace, view, {...choice, overrideReason: 'Comes back on Monday'});
	const found = ({findings}: ConnectionStatus) => findings.filter(({id}) => id === 'SYNC-USER-INACTIVE').length;
	const last = async () => lastStatuses(await readOfficeView(home.workspace, never));
	const [chosen] = await last();
	t.is(found(chosen!), 1);
	const {statuses} = await connectionStatuses(home.workspace, {signal: never});
	t.is(found(statuses[0]!), 1);
	t.is(statusExitCode(statuses), 1);
	const [looked] = await last();
	t.is(found(looked!), 1);
	const next = await prepare(home, 'monica');
	await chooseUser(home.workspace, next.view, next.choice);
	const [replaced] = await last();
	t.is(found(replaced!), 0);
});

test('companies that the accounting side lacks keep every user out', async t => {
	const home = await openSyncHome(t, {exact: {users: [{...connector, companies: ['101', '102']}]}});
	await home.linkUser();
	const {view, choice} = await prepare(home, 'monica');
	const check = await preFlight(view, choice);
	t.false(check.isReady);
	t.deepEqual(check.missing.map(({code, reason}) => [code, reason]), [['3', 'CX_Basecone has no access in the accounting system']]);
});

test('a user that is not there, and somebody who may not choose', async t => {
	const home = await openSyncHome(t);
	const view = await readOfficeView(home.workspace, never);
	const unknown = await t.throwsAsync(findOfficeUser(view, 'nobody'), {instanceOf: BacoError});
	t.is(unknown.id, 'SYNC-USER-UNKNOWN');
	const other = await openSyncHome(t, {office: {currentUserId: 'u2'}});
	const {view: seen, choice} = await prepare(other, 'pieter');
	const refused = await t.throwsAsync(chooseUser(other.workspace, seen, choice), {instanceOf: BacoError});
	t.is(refused.id, 'SYNC-ROLE');
	const without = await openSyncHome(t, {office: 'none'});
	const none = await t.throwsAsync(findOfficeUser(await readOfficeView(without.workspace, never), 'monica'), {instanceOf: BacoError});
	t.is(none.id, 'SYNC-NO-OFFICE');
});

test('the role is judged: usual, not usual, not to be combined, or unknown where the office tells none', async t => {
	t.deepEqual([['SuperUser'], ['Authoriser', 'Accountant'], ['ClientUser'], ['Accountant', 'SMEAccountant', 'SuperUser'], []].map(roles => judgeRole({roles})), ['usual', 'usual', 'unusual', 'conflicting', 'unknown']);
	const all = monica.companies;
	const home = await openSyncHome(t, {
		office: {
			users: [monica, {...pieter, roles: [], companies: all}, {
				...pieter, id: 'u3', userName: 'saskia', name: 'Saskia', roles: ['ClientUser', 'RestrictedClientUser'], companies: all,
			}],
		},
	});
	await home.linkUser();
	for (const [name, role, ids] of [['monica', 'usual', []], ['pieter', 'unknown', ['SYNC-USER-ROLE-UNKNOWN']], ['saskia', 'conflicting', ['SYNC-USER-ROLES']]] as const) {
		const {view, choice} = await prepare(home, name); // eslint-disable-line no-await-in-loop -- one after the other
		const check = await preFlight(view, choice); // eslint-disable-line no-await-in-loop
		t.deepEqual([check.role, check.findings.map(({id}) => id)], [role, [...ids]]);
		// Advice, and no obstacle: any role may be one.
		t.true(check.isReady);
	}

	t.is(roleText({roles: []}, 'nl'), 'onbekend: het kantoor noemt geen rol');
});

test('what is left to do is told for both interfaces and in both languages', t => {
	const english = manualSteps({description: 'Exact (delta)', user: 'Monica'});
	t.is(english.older[0], 'Settings > Office > Accounting System tab');
	t.is(english.newer[0], 'Settings > Organisation > Connections');
	t.regex(manualSteps({description: 'Exact (delta)', user: 'Monica', language: 'nl'}).older[0]!, /Instellingen > Kantoor/v);
});
