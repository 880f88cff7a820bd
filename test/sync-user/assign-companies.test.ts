import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {BacoError} from '../../source/problems/baco-error.js';
import {readProfile, saveProfile} from '../../source/profiles/profile-store.js';
import {assignCompanies, meantCompanies, ownedCompanies} from '../../source/sync-user/assign-companies.js';
import {ownersOf} from '../../source/sync-user/company-owners.js';
import type {Connection, OfficeCompany} from '../../source/sync-user/contract.js';
import {findOfficeUser} from '../../source/sync-user/choose-user.js';
import {preFlight} from '../../source/sync-user/pre-flight.js';
import {readOfficeView} from '../../source/sync-user/office-view.js';
import {connectionStatuses} from '../../source/sync-user/statuses.js';
import {runBaco} from '../commands/run-baco.js';
import {connector, never, openSyncHome} from './sync-home.js';

const openTwo = async (t: ExecutionContext) => {
	const home = await openSyncHome(t, {
		exact: {users: [{...connector, companies: ['101']}]},
		office: {
			connections: ['link', 'second'].map(id => ({
				id, type: 'Exact', description: `Exact ${id}`, connectable: [],
			})),
		},
	});
	await saveProfile(home.workspace.profile);
	await home.linkUser();
	const now = async () => ({...home.workspace, profile: await readProfile(home.name)});
	const look = async () => {
		const {statuses, view} = await connectionStatuses(await now(), {signal: never});
		return {first: statuses[0]!, view};
	};

	return {...home, now, look};
};

test('companies of one of several connections are assigned, counted from then on, and released', async t => {
	const home = await openTwo(t);
	const {first, view} = await home.look();
	t.deepEqual([first.coverage?.covered.length, first.coverage?.missing.length, first.coverage?.unassigned?.map(({code}) => code)], [1, 0, ['2', '3']]);
	const [connection, second] = view.connections as [Connection, Connection];
	const companies = meantCompanies(ownedCompanies(view, connection), ['C102', 'delta rental']);
	const record = await assignCompanies(await home.now(), view, {connection, companies, isRelease: false});
	t.like(record, {
		action: 'sync-user.assign', outcome: 'done', before: '2: not assigned, 3: not assigned', after: 'assigned: 2 Delta Parts, 3 Delta Rental',
	});
	const {profile} = await home.now();
	t.deepEqual(profile.accountingSystems?.link?.companies, ['c102', 'c103']);

	const assigned = await home.look();
	t.deepEqual([assigned.first.coverage?.missing.map(({code}) => code), assigned.first.coverage?.unassigned, assigned.first.findings.map(({id}) => id)], [['2', '3'], undefined, ['SYNC-MISSING']]);

	// To the other connection, which the profile does not name yet, and back to nobody.
	await assignCompanies(await home.now(), assigned.view, {connection: second, companies: meantCompanies(ownedCompanies(assigned.view, second), ['3']), isRelease: false});
	const moved = await home.now();
	t.deepEqual([moved.profile.accountingSystems?.link?.companies, moved.profile.accountingSystems?.second], [['c102'], {system: 'exact-online', companies: ['c103']}]);
	const {view: later} = await home.look();
	await assignCompanies(moved, later, {connection: second, companies: meantCompanies(ownedCompanies(later, second), ['c103']), isRelease: true});
	const {profile: end} = await home.now();
	t.deepEqual(end.accountingSystems?.second, {system: 'exact-online'});
});

test('a check of a user tells the companies that nobody is known to cover, and checks those that are seen', async t => {
	const home = await openTwo(t);
	const {first, view} = await home.look();
	const user = await findOfficeUser(view, 'pieter');
	const check = await preFlight(view, {connection: view.connections[0]!, user, status: first});
	t.deepEqual([check.covered, check.missing, check.unassigned].map(list => list?.map(({code}) => code)), [['1'], [], ['2', '3']]);
	t.deepEqual(check.findings.map(({id}) => id), ['SYNC-UNASSIGNED']);
	t.true(check.isReady);
});

test('a company that somebody else assigned meanwhile is left alone, and read-only profiles assign nothing', async t => {
	const home = await openTwo(t);
	const {view} = await home.look();
	const [connection, second] = view.connections as [Connection, Connection];
	const before = await home.now();
	const companies = meantCompanies(ownedCompanies(view, connection), ['2']);
	await assignCompanies(before, view, {connection: second, companies, isRelease: false});
	const late = await t.throwsAsync(assignCompanies(before, view, {connection, companies, isRelease: false}), {instanceOf: BacoError});
	t.is(late.id, 'SYNC-ASSIGN-CHANGED');
	const refused = await t.throwsAsync(assignCompanies({...before, profile: {...before.profile, readOnly: true}}, view, {connection, companies, isRelease: false}), {instanceOf: BacoError});
	t.is(refused.id, 'BAS-READONLY');
	t.throws(() => meantCompanies(ownedCompanies(view, connection), ['nobody']), {instanceOf: BacoError, message: /no such company/v});
});

test('where one connection has a type there is nothing to assign', async t => {
	const {workspace} = await openSyncHome(t);
	const view = await readOfficeView(workspace, never);
	const error = t.throws(() => ownedCompanies(view, view.connections[0]!), {instanceOf: BacoError});
	t.is(error.id, 'SYNC-ALONE');
});

test('the operator\'s word counts before what was seen; what two claim, or a code of several, belongs to nobody', t => {
	const company = (id: string, code: string): OfficeCompany => ({
		id, name: id, type: 'Exact', externalId: code, companyCode: '',
	});
	const connection = (id: string, companies: readonly string[]): Connection => ({
		id, type: 'Exact', description: id, system: 'exact-online', settings: {system: 'exact-online', companies}, isInOffice: true,
	});
	const {owners, faults} = ownersOf(
		[connection('x', ['a', '2', 'c', 'gone', '9']), connection('y', ['C'])],
		[company('a', '1'), company('b', '2'), company('c', '3'), company('d', '4'), company('e', '9'), company('f', '9'), company('g', '7')],
		{version: 1, connections: {x: {companies: ['d', 'g']}, y: {companies: ['a', 'g']}}},
	);
	t.deepEqual([...owners], [['a', 'x'], ['b', 'x'], ['d', 'x']]);
	t.deepEqual(faults, [
		{connection: 'x', entry: 'c', reason: 'y has it as well'},
		{connection: 'x', entry: 'gone', reason: 'the office has no such company of this type'},
		{connection: 'x', entry: '9', reason: 'several companies have this code (e, f)'},
		{connection: 'y', entry: 'C', reason: 'x has it as well'},
	]);
});

test.serial('baco sync-user assign lists, assigns with --yes, and status tells what nobody is known to cover', async t => {
	const home = await openTwo(t);
	const name = home.name.toUpperCase().replaceAll('-', '_');
	const baco = async (...words: readonly string[]) => runBaco(['sync-user', ...words, '--profile', home.name], {
		home: process.env.BACO_HOME!, environment: {[`BACO_PASSWORD_${name}_OFFICE`]: 'key-of-monica', [`BACO_PASSWORD_${name}_SYNC_CLIENT_LINK`]: 'secret-of-the-app'},
	});
	const users = await baco('users', 'link');
	t.regex(users.stdout, /pieter +Pieter +Accountant +yes/v, users.stderr);
	const unknown = await baco('set', 'link', '--user', 'nobody');
	t.regex(unknown.stderr, /Name the user by its user name in the office: monica, pieter\. baco sync-user users CONNECTION lists them/v);
	const status = await baco('status');
	t.regex(status.stdout, /Exact link +link +Exact/v, status.stderr);
	const list = await baco('assign', 'link');
	t.regex(list.stdout, /2 +Delta Parts +not known/v, list.stderr);
	const asked = await baco('assign', 'link', 'c102');
	t.is(asked.exitCode, 2);
	const done = await baco('assign', 'link', '2', '--yes', '--json');
	t.is(done.exitCode, 0, done.stderr);
	t.deepEqual((JSON.parse(done.stdout) as {companies: unknown}).companies, [{id: 'c102', name: 'Delta Parts'}]);
	const again = await baco('assign', 'link');
	t.regex(again.stdout, /2 +Delta Parts +Exact link +assigned +c102/v);
	const released = await baco('assign', 'link', 'c102', '--release', '--yes');
	t.regex(released.stdout, /Released/v);
});
