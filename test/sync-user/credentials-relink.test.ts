import test from 'ava';
import {BacoError} from '../../source/problems/baco-error.js';
import {chooseUser, findOfficeUser} from '../../source/sync-user/choose-user.js';
import {readOfficeView} from '../../source/sync-user/office-view.js';
import {startRelink} from '../../source/sync-user/relink/start-relink.js';
import {connectionStatuses} from '../../source/sync-user/statuses.js';
import {never, openSyncHome} from './sync-home.js';

const addison = {
	connections: [{
		id: 'addison', type: 'Addison', description: 'Addison (delta)', connectable: {error: 'accounting_system_credentials_incorrect'}, credentials: 'delta:pass-of-delta',
	}, {
		id: 'other', type: 'AccountView', description: 'AccountView', connectable: [],
	}],
};

test('Addison is relinked by user and password, which the office proves', async t => {
	const home = await openSyncHome(t, {office: addison, profile: {accountingSystems: {}}});
	const {workspace} = home;
	const {statuses} = await connectionStatuses(workspace, {signal: never});
	t.deepEqual(statuses.map(({state}) => state), ['refused', 'connected']);
	const view = await readOfficeView(workspace, never);
	const [connection] = view.connections;
	const early = await t.throwsAsync(startRelink(workspace, view, connection!, {signal: never}), {instanceOf: BacoError});
	t.is(early.id, 'SYNC-SETTINGS');
	await chooseUser(workspace, view, {connection: connection!, user: await findOfficeUser(view, 'monica'), status: undefined});
	const relink = await startRelink(workspace, await readOfficeView(workspace, never), connection!, {signal: never});
	t.deepEqual(relink.flows, ['credentials']);
	const wrong = await relink.proposeCredentials({user: 'delta', password: 'wrong'}, never);
	const refused = await t.throwsAsync(relink.commit(wrong), {instanceOf: BacoError});
	t.is(refused.id, 'SYNC-CREDENTIALS');
	const record = await relink.commit(await relink.proposeCredentials({user: 'delta', password: 'pass-of-delta'}, never));
	t.like(record, {action: 'sync-user.relink', outcome: 'done', after: 'Monica → delta'});
	const {statuses: after} = await connectionStatuses(workspace, {signal: never});
	t.is(after[0]?.state, 'connected');
	const records = await workspace.audit.list();
	t.false(JSON.stringify(records).includes('pass-of-delta'));
});

test('a system that only the office\'s pages can link says where', async t => {
	const home = await openSyncHome(t, {office: addison, profile: {accountingSystems: {}}});
	const view = await readOfficeView(home.workspace, never);
	const error = await t.throwsAsync(startRelink(home.workspace, view, view.connections[1]!, {signal: never}), {instanceOf: BacoError});
	t.is(error.id, 'SYNC-OFFICE-PAGES');
	t.regex(error.explanation.fix, /Settings > Office > Accounting System tab.*Settings > Organisation > Connections/v);
});
