import http from 'node:http';
import {once} from 'node:events';
import net from 'node:net';
import test, {type ExecutionContext} from 'ava';
import {EntityFault, noRights, notRegistered} from '../../fixtures/entity-service/entity-fault.js';
import type {EntityServiceOptions} from '../../fixtures/entity-service/options.js';
import {startEntityService} from '../../fixtures/entity-service/start-entity-service.js';
import {runChain} from '../../source/connection/run-chain.js';
import {loginGate} from '../../source/connection/login-gate.js';
import type {Step, StepContext} from '../../source/connection/step.js';
import {serviceStep} from '../../source/connection/steps/service.js';
import type {Division} from '../../source/divisions/contract.js';
import type {Profile} from '../../source/profiles/profile.js';

const secret = 'Ketting-kast-7';
const account = {domain: 'DELTABIKE', user: 'svc-synergy', password: secret};
const openDatabase: EntityServiceOptions['openDatabase'] = async ({server, database}) => {
	if (database !== '300' || server !== String.raw`GLOBESQL02\EXACT`) {
		throw new EntityFault('database', `Cannot open database "${database}".`);
	}

	return [{Code: '300', Name: 'Delta Bike België'}];
};

/** Runs the one step with what the steps before it would have made. */
const run = async (port: number, {user = String.raw`DELTABIKE\svc-synergy`, password = secret, database = '300', secure = false, addresses = {}}: {readonly addresses?: Record<string, string>; readonly user?: string | undefined; readonly password?: string | undefined; readonly database?: string; readonly secure?: boolean} = {}) => {
	const profile = {name: 'demo', addresses: {'BIKEAPP01:8010': `127.0.0.1:${port}`, BIKEAPP01: '127.0.0.1:1', ...addresses}, ...(user !== '' && {serviceUser: user})} as unknown as Profile;
	const division: Partial<Division> = {code: '300', serverPath: String.raw`GLOBESQL02\EXACT`, databaseName: database};
	const context = {
		workspace: {profile, credentials: {read: async () => password === '' ? undefined : password}},
		division,
		logins: loginGate(),
	} as unknown as Omit<StepContext, 'made' | 'signal'>;
	const before: Step = {
		id: 'DNS', needs: [], makes: ['webServer', 'serviceHost'], deadlineMs: 1000, run: async () => ({
			summary: '', makes: {webServer: {host: 'BIKEAPP01', port: 8010, secure}, serviceHost: {name: 'BIKEAPP01', host: '127.0.0.1', addresses: ['127.0.0.1']}, database},
		}),
	};
	const {results} = await runChain([before, serviceStep], {
		context, signal: new AbortController().signal, onStart: () => undefined, onEnd: () => undefined,
	});
	const step = results[1]!;
	return {step, ids: step.findings.map(({id, severity}) => `${id} ${severity}`)};
};

const idsOf = async (...settings: Parameters<typeof run>): Promise<string[]> => {
	const {ids} = await run(...settings);
	return ids;
};

const start = async (t: ExecutionContext, options: EntityServiceOptions = {}) => {
	const service = await startEntityService({accounts: [account], openDatabase, ...options});
	t.teardown(async () => service.stop());
	return service;
};

test('a working service: WSDL, NTLM, database headers, one read', async t => {
	const service = await start(t);
	const {step, ids} = await run(service.port);
	t.is(step.status, 'pass');
	t.deepEqual(ids, []);
	t.like(step.evidence, {
		wsdl: 'found', rest: 'found', schemes: ['Negotiate', 'NTLM'], divisionRead: '300', status: 200, user: String.raw`DELTABIKE\svc-synergy`,
	});
	t.deepEqual(service.requests.filter(({user}) => user !== undefined).map(({path, status}) => `${path} ${status}`), ['/services/Exact.Entity.REST.EG/Division?$top=1 200']);
	t.false(JSON.stringify(step).includes(secret));
});

const fault = (message: string): EntityServiceOptions => ({
	async openDatabase() {
		throw new EntityFault('request', message);
	},
});

const outcomes: ReadonlyArray<[string, EntityServiceOptions, Parameters<typeof run>[1], string[]]> = [
	['answers 404', {mode: 'notFound'}, {}, ['SVC-3 fail']],
	['answers 401 whoever asks', {mode: 'unauthorized'}, {}, ['SVC-4 fail']],
	['does not know the password', {}, {password: 'wrong-one'}, ['SVC-4 fail']],
	['does not know the user', {}, {user: String.raw`DELTABIKE\nobody`}, ['SVC-4 fail']],
	['finds no rights', {
		async openDatabase({account: {user}}) {
			throw noRights(user);
		},
	}, {}, ['SVC-5 fail']],
	['ends with a fault of the database', {mode: 'fault'}, {}, ['SVC-6 fail']],
	['is given a wrong database', {}, {database: '999'}, ['SVC-6 fail']],
	['does not know the machine', {
		async openDatabase() {
			throw notRegistered('BIKEAPP01');
		},
	}, {}, ['BAS-NOROW fail']],
	['may not compile its pages after a reset', fault(String.raw`Access to the path 'C:\Windows\Microsoft.NET\Framework\v2.0.50727\Temporary ASP.NET Files\root' is denied.`), {}, ['IIS-1 fail']],
	['has no licence option 998', fault('Licence option 998 (web services) is not in the licence.'), {}, ['LIC-1 fail']],
	['is not enabled in the settings', fault('The web service GetMacAddress is not enabled.'), {}, ['WS-1 fail']],
	['answers 503', {mode: 'unavailable'}, {}, ['SVC-7 fail']],
	['has another name in its WSDL', {machine: 'GLOBEAPP9'}, {}, ['SVC-9 info']],
	['is only probed without an account', {}, {user: ''}, ['SVC-10 info']],
	['is not read without a password', {}, {password: ''}, ['SVC-11 warn']],
	['offers SOAP only', {interfaces: ['soap']}, {}, ['SVC-3 warn']],
];
for (const [title, options, settings, expected] of outcomes) {
	test(`a service that ${title}: ${expected.join(', ')}`, async t => {
		const service = await start(t, options);
		const {ids, step} = await run(service.port, settings);
		t.deepEqual(ids, expected);
		t.false(JSON.stringify(step).includes(secret));
	});
}

test('a port that is closed: SVC-1, with the usual ports tried', async t => {
	const {ids, step} = await run(1);
	t.deepEqual(ids, ['SVC-1 fail']);
	t.deepEqual(step.evidence.openPorts, []);
});

test('a service that takes requests and never answers: SVC-2', async t => {
	const service = await start(t, {mode: 'stalled'});
	// The stand-in stalls only what it handles; the WSDL is asked first.
	t.deepEqual(await idsOf(service.port), ['SVC-2 fail']);
});

test('https to a certificate that is not trusted, or to a plain port: SVC-8', async t => {
	const {generate} = await import('selfsigned');
	const made = await generate([{name: 'commonName', value: 'BIKEAPP01'}], {keyType: 'ec', algorithm: 'sha256'});
	const secure = await start(t, {tls: {key: made.private, cert: made.cert}});
	t.deepEqual(await idsOf(secure.port, {secure: true}), ['SVC-8 fail']);
	const plain = await start(t);
	t.deepEqual(await idsOf(plain.port, {secure: true}), ['SVC-8 fail']);
});

const answering = async (t: ExecutionContext, listener: http.RequestListener) => {
	const server = http.createServer(listener);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.closeAllConnections();
		server.close();
	});
	return (server.address() as net.AddressInfo).port;
};

test('another web server on the port: SVC-13', async t => {
	const port = await answering(t, (_request, response) => {
		response.end('<html>It works!</html>');
	});
	t.deepEqual(await idsOf(port), ['SVC-13 fail']);
});

test('a service that only takes bearer tokens: SVC-12', async t => {
	const port = await answering(t, (_request, response) => {
		response.writeHead(401, {'www-authenticate': 'Bearer'}).end();
	});
	t.deepEqual(await idsOf(port), ['SVC-12 warn']);
});

test('an endless answer is cut off', async t => {
	const port = await answering(t, (_request, response) => {
		const chunk = 'x'.repeat(65_536);
		const push = () => {
			while (!response.destroyed && response.write(chunk)) {
				// Until the client goes away.
			}
		};

		response.on('drain', push);
		response.on('error', () => undefined);
		push();
	});
	t.deepEqual(await idsOf(port), ['SVC-13 fail']);
});

test('a connection that the other side drops says nothing of who listens: TCP-3', async t => {
	const server = net.createServer(socket => {
		socket.on('error', () => undefined);
		socket.once('data', () => {
			socket.resetAndDestroy();
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
	});
	t.deepEqual(await idsOf((server.address() as net.AddressInfo).port), ['TCP-3 fail']);
});

test('REST that does not answer on its own port is slow, not absent: SVC-2 with the time waited', async t => {
	const soap = await start(t, {interfaces: ['soap']});
	const rest = await answering(t, () => {
		// Never answers.
	});
	const {ids, step} = await run(soap.port, {addresses: {'BIKEAPP01:8020': `127.0.0.1:${rest}`}});
	t.deepEqual(ids, ['SVC-2 warn']);
	t.is(step.findings[0]!.evidence.waitedMs, 6000);
});

test('what does not speak HTTP: SVC-13', async t => {
	const server = net.createServer(socket => {
		socket.on('error', () => undefined);
		socket.end('\u{4}\u{1}garbage');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
	});
	const {port} = server.address() as net.AddressInfo;
	t.deepEqual(await idsOf(port), ['SVC-13 fail']);
});
