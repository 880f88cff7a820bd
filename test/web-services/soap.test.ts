import test from 'ava';
import {BasicAuthSecurity, createClientAsync} from 'soap';
import {namespaces} from '../../source/web-services/namespaces.js';
import {serveSettings, type RunningService} from '../../source/web-services/serve-settings.js';
import {openSettingsHome, type SettingsHome} from '../settings/settings-home.js';

// The SOAP client is the soap package, which knows the services by their WSDL alone.
let home: SettingsHome;
let service: RunningService;

test.before(async () => {
	home = await openSettingsHome({troubles: ['healthy']});
	service = await serveSettings(home.workspace, {host: '127.0.0.1', port: 0, log: () => undefined});
});

test.after.always(async () => {
	await service?.stop();
	await home?.close();
});

type EntityData = {readonly Properties: {readonly PropertyData: ReadonlyArray<{readonly Name: string; readonly Value: unknown}>}};

type Answer = {readonly RetrieveResult: EntityData; readonly CreateResult: EntityData; readonly RetrieveSetResult: {readonly Entities: {readonly EntityData: readonly EntityData[]}}};

type EntityFault = {readonly Message: string; readonly User: string; readonly Exceptions: {readonly WSExceptionInfo: {readonly Name: string}}};

type SoapError = Error & {readonly root?: {readonly Envelope: {readonly Body: {readonly Fault: {readonly detail?: {readonly EntityFault?: EntityFault}}}}}; readonly response?: {readonly status: number}};

type SoapClient = Readonly<Record<string, (content: unknown) => Promise<[Answer]>>>;

const clientOf = async (name: string, password = home.environment.readSecret('demo/operator')!): Promise<SoapClient> => {
	const client = await createClientAsync(`${service.url}/services/${name}?singleWsdl`);
	client.setSecurity(new BasicAuthSecurity('j.devries', password));
	return client;
};

const value = (type: string, content: unknown) => ({attributes: {'xsi:type': `xs:${type}`, 'xmlns:xs': namespaces.schema}, $value: content});
const entity = (properties: ReadonlyArray<readonly [name: string, type: string, content: unknown]>, name = 'UpdateMacAddress') => ({
	data: {EntityName: name, Properties: {PropertyData: properties.map(([Name, type, content]) => ({Name, Value: value(type, content)}))}},
});

const valueOf = (data: EntityData, name: string): unknown => {
	const found = data.Properties.PropertyData.find(property => property.Name === name)?.Value;
	return (found as {readonly $value?: unknown} | undefined)?.$value ?? found;
};

/** What a client's own error would tell too much of: its request has the password in a header. */
class Fault extends Error {
	readonly status: number | undefined;
	readonly detail: EntityFault | undefined;

	constructor({message, root, response}: SoapError) {
		super(message);
		this.status = response?.status;
		this.detail = root?.Envelope.Body.Fault.detail?.EntityFault;
	}
}

const ask = async (client: SoapClient, operation: string, content: unknown): Promise<Answer> => {
	try {
		const [answer] = await client[`${operation}Async`]!(content);
		return answer;
	} catch (error) {
		throw new Fault(error as SoapError);
	}
};

test.serial('retrieve one and a set', async t => {
	const client = await clientOf('Exact.Entity.svc');
	const {RetrieveResult} = await ask(client, 'Retrieve', entity([['Code', 'string', '100']], 'GetMacAddress'));
	t.is(valueOf(RetrieveResult, 'Code'), '100');
	t.is(String(valueOf(RetrieveResult, 'BackOfficeEnabled')), 'true');
	const sets = await clientOf('Exact.Entities.svc');
	const {RetrieveSetResult} = await ask(sets, 'RetrieveSet', {
		criteria: {
			BatchSize: 0, EntityName: 'GetMacAddress', FilterQuery: {Properties: {QueryProperty: [{Operation: '>=', PropertyName: 'Code', PropertyValue: value('string', '300')}]}},
		},
	});
	t.deepEqual(RetrieveSetResult.Entities.EntityData.map(data => valueOf(data, 'Code')), ['300', '390']);
});

test.serial('an update is tested and saved; one that does not work is a fault with its reason', async t => {
	const client = await clientOf('Exact.Entity.svc');
	await ask(client, 'Update', entity([['Code', 'string', '100'], ['BackOfficeType', 'int', 3]]));
	t.is(await home.column('100', 'BackOfficeType'), 3);
	const fault = await t.throwsAsync<Fault>(ask(client, 'Update', entity([['Code', 'string', '100'], ['BackOfficeDBName', 'string', 'Nowhere']])), {instanceOf: Fault});
	t.is(fault?.status, 500);
	t.regex(fault?.detail?.Message ?? '', /Not saved/v);
	t.is(fault?.detail?.Exceptions.WSExceptionInfo.Name, 'SET-TEST');
	t.is(fault?.detail?.User, 'j.devries');
	t.not(await home.column('100', 'BackOfficeDBName'), 'Nowhere');
});

test.serial('delete and create', async t => {
	const client = await clientOf('Exact.Entity.svc');
	const {RetrieveResult} = await ask(client, 'Retrieve', entity([['Code', 'string', '390']], 'GetMacAddress'));
	await ask(client, 'Delete', entity([['Code', 'string', '390']]));
	t.false(await home.column('390', 'BackOfficeEnabled'));
	const names = ['BackOfficeWebService', 'BackOfficeServerPath', 'BackOfficeDBName'];
	const {CreateResult} = await ask(client, 'Create', entity([['Code', 'string', '390'], ...names.map(name => [name, 'string', valueOf(RetrieveResult, name)] as const)]));
	t.is(valueOf(CreateResult, 'BackOfficeDBName'), valueOf(RetrieveResult, 'BackOfficeDBName'));
	t.true(await home.column('390', 'BackOfficeEnabled'));
});

test.serial('a wrong password is 401, a wrong operation and a wrong entity are faults', async t => {
	const stranger = await clientOf('Exact.Entity.svc', 'wrong');
	const refused = await t.throwsAsync<Fault>(ask(stranger, 'Retrieve', entity([['Code', 'string', '100']])), {instanceOf: Fault});
	t.is(refused?.status, 401);
	const client = await clientOf('Exact.Entity.svc');
	const fault = await t.throwsAsync<Fault>(ask(client, 'Update', entity([['Code', 'string', '100']], 'GetMacAddress')), {instanceOf: Fault});
	t.is(fault?.detail?.Exceptions.WSExceptionInfo.Name, 'SERVE-UNKNOWN');
});
