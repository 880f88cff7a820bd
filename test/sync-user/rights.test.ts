import test from 'ava';
import {openCallLimits} from '../../source/sync-user/web/call-limits.js';
import {statusExitCode} from '../../source/commands/sync-user/status.js';
import {rightsText, stateLabel} from '../../source/sync-user/labels.js';
import {readOfficeView} from '../../source/sync-user/office-view.js';
import {connectionStatuses, lastStatuses} from '../../source/sync-user/statuses.js';
import {
	companies,
	connector,
	never,
	openSyncHome,
	type SyncHome,
} from './sync-home.js';

const withRights = async ({workspace}: SyncHome, now?: () => number) => {
	const {statuses} = await connectionStatuses(workspace, {signal: never, isWithRights: true, ...(now !== undefined && {now})});
	return statuses[0]!;
};

const asked = ({system}: SyncHome) => system.requests.filter(({path}) => path.endsWith('UserHasRights')).length;

test('each company is asked, and the four causes are told apart', async t => {
	const home = await openSyncHome(t, {
		exact: {
			companies: [...companies, {code: '104', hid: '4', name: 'Delta Repair'}, {code: '105', hid: '5', name: 'Delta Scope'}, {code: '106', hid: '6', name: 'Delta Gone'}],
			users: [{
				...connector, companies: ['101', '102', '103', '104'], lacks: {102: ['POST documents/Documents', 'GET vat/VATCodes']}, refusals: {103: 'licence', 105: 'scope'},
			}],
		},
		office: {
			companies: ['101', '102', '103', '104', '105', '106'].map(code => ({
				id: `c${code}`, name: `Company ${code}`, type: 'Exact', externalId: code, companyCode: code,
			})),
		},
	});
	await home.linkUser();
	const status = await withRights(home);
	t.deepEqual(status.rights?.companies.map(({code, verdict, lacks}) => [code, verdict, ...lacks]), [
		['101', 'complete'], ['102', 'rights', 'read VAT codes', 'add documents'], ['103', 'licence'], ['104', 'complete'], ['105', 'scope'], ['106', 'no-access'],
	]);
	t.deepEqual(status.findings.map(({id}) => id).toSorted(), ['SYNC-403-ACCESS', 'SYNC-403-LICENCE', 'SYNC-403-SCOPE', 'SYNC-MISSING', 'SYNC-RIGHTS']);
	t.is(status.state, 'connected');
	const count = asked(home);
	t.is(count, 4 * 6);

	// Nobody is asked again within the hour; after it those without a good answer are, and after a day all.
	const again = await withRights(home);
	t.deepEqual(again.rights?.companies.map(({verdict}) => verdict), status.rights?.companies.map(({verdict}) => verdict));
	t.is(asked(home), count);
	await withRights(home, () => Date.now() + (2 * 3_600_000));
	t.is(asked(home), count + (2 * 6));
});

test('rights stay as they were last known, of the same user only', async t => {
	const home = await openSyncHome(t, {exact: {users: [{...connector, lacks: {102: ['GET vat/VATCodes']}}, {login: 'CX_Second', companies: connector.companies, lacks: {103: ['POST documents/Documents']}}]}});
	await home.linkUser();
	const asking = await withRights(home);
	t.false(asking.rights!.isLastKnown);
	const count = asked(home);
	const look = async () => {
		const {statuses} = await connectionStatuses(home.workspace, {signal: never});
		return statuses[0]!;
	};

	const plain = await look();
	t.is(asked(home), count);
	t.deepEqual([plain.rights?.companies, plain.rights?.isLastKnown], [asking.rights?.companies, true]);
	t.deepEqual(plain.findings.map(({id}) => id), ['SYNC-RIGHTS']);
	t.is(stateLabel(plain), 'connected, rights missing');
	t.is(stateLabel(plain, 'nl'), 'verbonden, rechten missen');
	t.regex(rightsText(plain.rights!), /^rights: complete in 2 of 3; last known: \d{4}-/v);
	t.is(statusExitCode([plain]), 1);
	const [last] = lastStatuses(await readOfficeView(home.workspace, never));
	t.deepEqual(last?.rights?.companies, asking.rights?.companies);

	// Another user behind the same connection: what the first one may do says nothing of this one.
	await home.linkUser('CX_Second');
	const other = await look();
	t.deepEqual([other.account?.name, other.rights, other.findings], ['CX_Second', undefined, []]);
	const second = await withRights(home);
	t.deepEqual(second.rights?.companies.filter(({verdict}) => verdict !== 'complete').map(({code, lacks}) => [code, ...lacks]), [['3', 'add documents']]);
	t.is(stateLabel(second), 'connected, rights missing');
});

test('where the question about rights is refused, the answer is unknown, and it is not asked of all companies', async t => {
	const many = Array.from({length: 30}, (_, index) => ({code: String(200 + index), hid: String(index), name: `Company ${index}`}));
	const home = await openSyncHome(t, {
		exact: {companies: many, users: [{...connector, companies: many.map(({code}) => code), hidesRights: true}]},
		office: {
			companies: many.map(({code, name}) => ({
				id: `c${code}`, name, type: 'Exact', externalId: code, companyCode: code,
			})),
		},
	});
	await home.linkUser();
	const status = await withRights(home);
	t.deepEqual([...new Set(status.rights?.companies.map(({verdict}) => verdict))], ['unknown']);
	t.deepEqual(status.findings.map(({id}) => id), ['SYNC-RIGHTS-UNKNOWN']);
	t.is(status.state, 'connected');
	// Four are asked at once; nobody after the third refusal.
	t.true(asked(home) <= 6, `${asked(home)} were asked`);
});

test('calls that run out stop the question, and nothing of it is taken for a refusal', async t => {
	const home = await openSyncHome(t);
	await home.linkUser();
	await withRights(home);
	home.system.faults.status = 429;
	const status = await withRights(home, () => Date.now() + (25 * 3_600_000));
	t.is(status.state, 'unknown');
	t.is(status.rights, undefined);
});

test('the calls of a day that are used up are told by the headers; an absent header says nothing', t => {
	const limits = openCallLimits(() => 1_000_000);
	limits.note(new Headers());
	t.is(limits.spentForSeconds, undefined);
	limits.note(new Headers({'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1060000'}));
	t.is(limits.spentForSeconds, 60);
	limits.note(new Headers({'x-ratelimit-remaining': '1'}));
	t.is(limits.spentForSeconds, undefined);
});
