import {Buffer} from 'node:buffer';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {request} from 'node:https';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import test from 'ava';
import {execa} from 'execa';
import {certificateFor} from '../../fixtures/sql-server/tls/certificate.js';
import {type BacoError} from '../../source/problems/baco-error.js';
import {isLoopback, serveSettings, type ServeOptions} from '../../source/web-services/serve-settings.js';
import {openSettingsHome, type SettingsHome} from '../settings/settings-home.js';

let home: SettingsHome;
let folder: string;

test.before(async () => {
	home = await openSettingsHome({troubles: ['healthy']});
	folder = await mkdtemp(path.join(os.tmpdir(), 'baco-serve-'));
	const {cert, key} = certificateFor({commonName: 'app.deltabike.example', altNames: ['localhost', '127.0.0.1']});
	await writeFile(path.join(folder, 'cert.pem'), cert);
	await writeFile(path.join(folder, 'key.pem'), key);
});

test.after.always(async () => {
	await home?.close();
	await rm(folder, {recursive: true, force: true});
});

const serve = async (options: Partial<ServeOptions> = {}) => serveSettings(home.workspace, {
	host: '127.0.0.1', port: 0, log: () => undefined, ...options,
});

const authorization = () => `Basic ${Buffer.from(`j.devries:${home.environment.readSecret('demo/operator')!}`).toString('base64')}`;

const idOf = async (starting: Promise<unknown>): Promise<string | undefined> => {
	try {
		await starting;
		return undefined;
	} catch (error) {
		return (error as BacoError).id;
	}
};

test('what keeps it from starting is told', async t => {
	const unlicensed = await home.open({licenceOption998: false});
	t.is(await idOf(serveSettings(unlicensed, {host: '127.0.0.1', port: 0, log: () => undefined})), 'SERVE-LICENCE');
	t.is(await idOf(serve({host: '0.0.0.0'})), 'SERVE-ADDRESS');
	const [certificateFile, keyFile, none] = ['cert.pem', 'key.pem', 'none.pem'].map(name => path.join(folder, name));
	for (const files of [{certificateFile}, {certificateFile: none, keyFile}, {certificateFile: keyFile, keyFile: certificateFile}]) {
		// eslint-disable-next-line no-await-in-loop -- one after the other
		const id = await idOf(serve(files));
		t.is(id, 'SERVE-TLS');
	}

	const first = await serve();
	const taken = Number(new URL(first.url).port);
	t.is(await idOf(serve({port: taken})), 'SERVE-LISTEN');
	await first.stop();
});

test('loopback addresses', t => {
	t.deepEqual(['localhost', '127.0.0.1', '127.8.9.10', '::1', '0.0.0.0', '::', '192.0.2.1', '127.example.org'].filter(host => isLoopback(host)), ['localhost', '127.0.0.1', '127.8.9.10', '::1']);
});

test('with a certificate it speaks TLS, also to others', async t => {
	const service = await serve({host: '0.0.0.0', certificateFile: path.join(folder, 'cert.pem'), keyFile: path.join(folder, 'key.pem')});
	const status = await new Promise<number | undefined>((resolve, reject) => {
		request({
			host: '127.0.0.1', port: new URL(service.url).port, path: '/services/Exact.Entity.REST.svc/GetMacAddress', headers: {authorization: authorization()}, rejectUnauthorized: false,
		}, response => {
			response.resume();
			resolve(response.statusCode);
		}).on('error', reject).end();
	});
	t.is(status, 200);
	await service.stop();
});

test('it describes itself without a password, and gives nothing else', async t => {
	const {url, stop} = await serve();
	const page = await fetch(url);
	t.regex(await page.text(), /UpdateMacAddress/v);
	const answer = await fetch(`${url}/openapi.json`);
	const document = await answer.json() as {readonly openapi: string; readonly paths: object; readonly components: {readonly schemas: {readonly Settings: {readonly properties: object}}}};
	t.is(document.openapi, '3.1.0');
	t.true(Object.keys(document.paths).includes('/UpdateMacAddress(\'{code}\')'));
	t.deepEqual(Object.keys(document.components.schemas.Settings.properties).filter(name => /pwd|password|token/iv.test(name)), []);
	const wsdl = await fetch(`${url}/services/Exact.Entity.svc?wsdl`);
	t.regex(await wsdl.text(), /wsdl:definitions/v);
	for (const place of ['GetMacAddress', 'GetMacAddress(\'100\')']) {
		// eslint-disable-next-line no-await-in-loop -- two
		const response = await fetch(`${url}/services/Exact.Entity.REST.svc/${place}`);
		t.is(response.status, 401);
	}

	const nowhere = await fetch(`${url}/nowhere`);
	t.is(nowhere.status, 404);
	await stop();
});

test('one address is not served without end', async t => {
	const {url, stop} = await serve({limits: {perMinute: 5}});
	const answers = await Promise.all(Array.from({length: 8}, async () => fetch(`${url}/openapi.json`)));
	t.is(answers.filter(({status}) => status === 429).length, 3);
	t.true(answers.filter(({status}) => status === 429).every(({headers}) => Number(headers.get('retry-after')) > 0));
	await stop();
});

test('a stop lets a running save come to its end, and takes nothing new', async t => {
	const {url, stop} = await serve();
	const place = `${url}/services/Exact.Entity.REST.svc/UpdateMacAddress('300')`;
	const saving = fetch(place, {method: 'PATCH', headers: {authorization: authorization(), 'content-type': 'application/json'}, body: JSON.stringify({BackOfficeType: 3})});
	while (home.workspace.statements.every(({text}) => !text.includes('HRRoles'))) {
		// eslint-disable-next-line no-await-in-loop -- until the save has begun
		await wait(20);
	}

	const stopping = stop();
	const saved = await saving;
	t.is(saved.status, 204);
	await stopping;
	await t.throwsAsync(fetch(place));
	t.is(await home.column('300', 'BackOfficeType'), 3);
});

test('baco serve runs until it is interrupted, and says where', async t => {
	const child = execa(process.execPath, ['dist/cli.js', 'serve', '--port', '0', '--json'], {env: {...home.env, BACO_PROFILE: 'demo'}, reject: false});
	const told = await new Promise<{readonly url: string}>(resolve => {
		child.stdout.once('data', (bytes: Uint8Array) => {
			resolve(JSON.parse(String(bytes)) as {readonly url: string});
		});
	});
	const response = await fetch(`${told.url}/services/Exact.Entity.REST.svc/GetMacAddress('100')`, {headers: {authorization: authorization()}});
	t.is(response.status, 200);
	child.kill('SIGTERM');
	const {exitCode, stderr} = await child;
	t.is(exitCode, 143);
	t.regex(stderr, /j\.devries GET .* 200/v);
	t.false(stderr.includes(home.environment.readSecret('demo/operator')!));
});
