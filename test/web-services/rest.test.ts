import test from 'ava';
import {execa} from 'execa';
import {serveSettings, type RunningService} from '../../source/web-services/serve-settings.js';
import {openSettingsHome, type SettingsHome} from '../settings/settings-home.js';
import {requireTool} from '../requirements.js';

// The REST client is curl.
let home: SettingsHome;
let service: RunningService;
const lines: string[] = [];

test.before(async () => {
	home = await openSettingsHome({troubles: ['healthy', 'oldServerName', 'notMember']});
	await home.execute('CREATE LOGIN [m.bakker] WITH PASSWORD = N\'Contr0ller!\', CHECK_POLICY = OFF; CREATE USER [m.bakker] FOR LOGIN [m.bakker];');
	service = await serveSettings(home.workspace, {
		host: '127.0.0.1',
		port: 0,
		log(line) {
			lines.push(line);
		},
		limits: {bodyBytes: 8000},
	});
});

test.after.always(async () => {
	await service?.stop();
	await home?.close();
});

type EntityJson = Readonly<Record<string, unknown>> & {readonly __metadata: {readonly uri: string; readonly etag: string}};

/** Of a success or of an error; empty without content. */
type Body = {
	readonly d: EntityJson & {readonly results: readonly EntityJson[]};
	readonly error: {readonly code: string; readonly message: {readonly value: string}; readonly innererror: {readonly internalexception: {readonly message: string}}};
};

type Answer = {readonly status: number; readonly body: Body; readonly headers: string};

const password = () => home.environment.readSecret('demo/operator')!;

const curl = async (resource: string, {method = 'GET', body, user = `j.devries:${password()}`, headers = []}: {readonly method?: string; readonly body?: unknown; readonly user?: string; readonly headers?: readonly string[]} = {}): Promise<Answer> => {
	const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
	const {stdout} = await execa('curl', [
		'--silent',
		'--include',
		'--globoff',
		'--request',
		method,
		...['Content-Type: application/json', ...headers].flatMap(header => ['--header', header]),
		// The password comes from standard input, as it would in a script.
		'--config',
		'-',
		`${service.url}/services/Exact.Entity.REST.svc/${resource}`,
	], {input: [`user = "${quoted(user)}"`, ...(text === undefined ? [] : [`data-binary = "${quoted(text)}"`])].join('\n')});
	const [headers_ = '', ...rest] = stdout.replaceAll('\r\n', '\n').split('\n\n');
	const content = rest.join('\n\n');
	return {status: Number(/^HTTP\/\S+ (?<status>\d+)/v.exec(headers_)?.groups?.status), body: JSON.parse(content === '' ? '{}' : content) as Body, headers: headers_};
};

/** A text between double quotes in curl's configuration. */
const quoted = (text: string) => text.replaceAll('\\', String.raw`\\`).replaceAll('"', String.raw`\"`);

const message = ({body}: Answer): string => body.error?.message.value ?? '';

const curlTest = (title: string, run: Parameters<ReturnType<typeof requireTool>>[1]) => {
	requireTool('curl')(title, run);
};

curlTest('the settings of every division, of one, selected and filtered', async t => {
	const all = await curl('GetMacAddress?$select=Code,BackOfficeDBName');
	t.is(all.status, 200);
	t.true(all.body.d.results.length >= 4);
	t.deepEqual(Object.keys(all.body.d.results[0]!), ['__metadata', 'Code', 'BackOfficeDBName']);
	const one = await curl('getmacaddress(\'100\')');
	t.like(one.body.d, {Code: '100', BackOfficeEnabled: true, MacAddress: home.environment.profile.macAddress});
	t.regex(one.headers, /etag: W\/"[0-9a-f]{16}"/v);
	t.false(JSON.stringify(all.body).includes('Pwd') || JSON.stringify(one.body).includes('Token'));
	const found = await curl(`GetMacAddress?$filter=${encodeURIComponent('substringof(\'parts\',Name)')}`);
	t.deepEqual(found.body.d.results.map(({Code}) => Code), ['120']);
});

curlTest('a change is tested first, saved with its audit, and refused when it does not work', async t => {
	const before = await curl('GetMacAddress(\'110\')');
	const refused = await curl('UpdateMacAddress(\'110\')', {method: 'MERGE', body: {BackOfficeDBName: 'Nowhere'}});
	t.is(refused.status, 422, message(refused));
	t.is(refused.body.error.code, 'SET-TEST');
	const after = await curl('GetMacAddress(\'110\')');
	t.is(after.body.d.BackOfficeDBName, before.body.d.BackOfficeDBName);

	const type = before.body.d.BackOfficeType === 6 ? 1 : 6;
	const saved = await curl('UpdateMacAddress(\'110\')', {method: 'MERGE', body: {d: {BackOfficeType: type}}});
	t.is(saved.status, 204, message(saved));
	const changed = await curl('GetMacAddress(\'110\')');
	t.is(changed.body.d.BackOfficeType, type);
	const [record] = await home.workspace.audit.list();
	t.like(record, {
		action: 'settings.save', division: '110', outcome: 'done', operator: {system: 'j.devries (web service)'},
	});

	const stale = await curl('UpdateMacAddress(\'110\')', {
		method: 'PATCH', body: {BackOfficeType: 3}, headers: [`If-Match: ${before.body.d.__metadata.etag}`],
	});
	t.is(stale.status, 412, message(stale));
	t.regex(message(stale), /^Division \d+ has another version than the tag in If-Match: it was changed last at /v);
});

curlTest('a division is removed and set up again', async t => {
	const before = await curl('GetMacAddress(\'390\')');
	const exists = await curl('UpdateMacAddress', {method: 'POST', body: {Code: '390', BackOfficeDBName: 'x'}});
	t.is(exists.status, 409);
	const removed = await curl('UpdateMacAddress(\'390\')', {method: 'DELETE'});
	t.is(removed.status, 204, message(removed));
	const gone = await curl('GetMacAddress(\'390\')');
	t.like(gone.body.d, {BackOfficeEnabled: false});
	const {BackOfficeWebService, BackOfficeServerPath, BackOfficeDBName} = before.body.d;
	const created = await curl('UpdateMacAddress', {
		method: 'POST', body: {
			Code: '390', BackOfficeWebService, BackOfficeServerPath, BackOfficeDBName,
		},
	});
	t.is(created.status, 201, message(created));
	t.like(created.body.d, {BackOfficeEnabled: true, BackOfficeDBName});
});

curlTest('the MAC address is tested with the division, kept in the profile, and refused where another is registered', async t => {
	const before = await curl('GetMacAddress(\'100\')');
	const {macAddress} = home.workspace.profile;
	const same = await curl('UpdateMacAddress(\'100\')', {method: 'MERGE', body: {MacAddress: macAddress?.replaceAll('-', ':')}});
	t.is(same.status, 204, message(same));
	const other = await curl('UpdateMacAddress(\'100\')', {method: 'MERGE', body: {MacAddress: '02-00-00-00-00-01', SQLUser: 'never'}});
	t.is(other.status, 422, message(other));
	const wrong = await curl('UpdateMacAddress(\'100\')', {method: 'MERGE', body: {MacAddress: 'none'}});
	t.is(wrong.status, 400);
	const after = await curl('GetMacAddress(\'100\')');
	t.deepEqual([after.body.d.MacAddress, after.body.d.SQLUser], [before.body.d.MacAddress, before.body.d.SQLUser]);
});

curlTest('who may not is told which right is missing', async t => {
	const nobody = await curl('GetMacAddress', {user: 'j.devries:wrong'});
	t.is(nobody.status, 401);
	t.regex(nobody.headers, /www-authenticate: Basic/v);
	const controller = await curl('GetMacAddress', {user: 'm.bakker:Contr0ller!'});
	t.is(controller.status, 403);
	t.regex(message(controller), /Administrator/v);
	const stranger = await curl('UpdateMacAddress(\'350\')', {method: 'MERGE', body: {BackOfficeType: 1}});
	t.is(stranger.status, 403);
	t.regex(message(stranger), /belong/v);
});

const refusals: ReadonlyArray<readonly [title: string, resource: string, options: Parameters<typeof curl>[1], status: number, code: string]> = [
	['an unknown division', 'GetMacAddress(\'zzz\')', {}, 404, 'CFG-9'],
	['an unknown entity', 'Account', {}, 404, 'SERVE-UNKNOWN'],
	['a change of the reading service', 'GetMacAddress(\'100\')', {method: 'MERGE', body: {}}, 404, 'SERVE-UNKNOWN'],
	['a query that is not offered', 'GetMacAddress?$expand=x', {}, 400, 'SERVE-QUERY'],
	['a secret', 'UpdateMacAddress(\'100\')', {method: 'MERGE', body: {BackOfficePwd: 'x'}}, 400, 'SERVE-PROPERTY'],
	['another key', 'UpdateMacAddress(\'100\')', {method: 'MERGE', body: {Code: '110'}}, 400, 'SERVE-PROPERTY'],
	['a value that is no web server', 'UpdateMacAddress(\'100\')', {method: 'MERGE', body: {BackOfficeWebService: 'x:99999'}}, 400, 'SET-VALUE'],
	['no JSON', 'UpdateMacAddress(\'100\')', {method: 'MERGE', body: '{"a":'}, 400, 'SERVE-REQUEST'],
	['a list', 'UpdateMacAddress(\'100\')', {method: 'MERGE', body: []}, 400, 'SERVE-REQUEST'],
	['too much', 'UpdateMacAddress(\'100\')', {method: 'MERGE', body: {SQLUser: 'x'.repeat(9000)}}, 413, 'SERVE-LARGE'],
	['a number of rows that is none', 'GetMacAddress?$top=-1', {}, 400, 'SERVE-QUERY'],
	['a tag that is none', 'UpdateMacAddress(\'100\')', {method: 'MERGE', body: {}, headers: ['If-Match: x']}, 400, 'SERVE-REQUEST'],
	['a form', 'UpdateMacAddress(\'100\')', {method: 'MERGE', body: 'a=b', headers: ['Content-Type: application/x-www-form-urlencoded']}, 400, 'SERVE-REQUEST'],
];
for (const [title, resource, options, status, code] of refusals) {
	curlTest(`refused: ${title}`, async t => {
		const answer = await curl(resource, options);
		t.is(answer.status, status, JSON.stringify(answer.body));
		t.is(answer.body.error.code, code);
		t.truthy(answer.body.error.innererror.internalexception.message);
	});
}

curlTest('the log and the answers hold no password', async t => {
	await curl('GetMacAddress(\'100\')');
	t.true(lines.some(line => line.includes('j.devries GET')));
	t.false(lines.join('\n').includes(password()));
});
