import {readFile} from 'node:fs/promises';
import {isSameMachine} from '../../access-servers/machine-name.js';
import {diagnoseResponse, diagnoseServiceError} from '../../entity-service/diagnose-response.js';
import type {ServiceAddress} from '../../entity-service/http-client.js';
import {probeService, type ServiceProbe} from '../../entity-service/probe-service.js';
import {readDivisionEntity} from '../../entity-service/read-division.js';
import {finding, worstFinding, type Finding} from '../../problems/finding.js';
import {endpointAt, endpointFacts} from '../../profiles/endpoint.js';
import {openPort, socketCodeOf, waitedOf} from '../network/open-port.js';
import type {StepId} from '../contract.js';
import {
	needed,
	type Step,
	type StepContext,
	type StepOutcome,
} from '../step.js';

/** SVC: the entity service answers, is the Globe one, accepts the Windows account and can read the database. */
export const serviceStep: Step = {
	id: 'SVC',
	needs: ['webServer', 'serviceHost'],
	makes: [],
	deadlineMs: 40_000,
	async run(context) {
		const {webServer} = needed(context, 'webServer', 'serviceHost');
		const {caFile} = context.workspace.profile;
		const configured: ServiceAddress = {
			...addressAt(webServer.port, context), secure: webServer.secure, ca: caFile !== undefined && webServer.secure ? await readFile(caFile, 'utf8') : undefined,
		};
		const facts = endpointFacts(addressAt(webServer.port, context));
		try {
			await (context.ports ?? openPort)({
				host: configured.host, port: configured.port, timeoutMs: 5000, signal: context.signal,
			});
		} catch (error) {
			context.signal.throwIfAborted();
			return closed(error, facts, context);
		}

		const probe = await probeService(configured, {signal: context.signal});
		return judge(probe, facts, context);
	},
};

type Facts = Readonly<Record<string, unknown>> & {readonly host: string; readonly port: number};

/** Ports of the entity service after the vendor's and others' documents. */
const usualPorts = {first: 8000, soap: 8010, rest: 8020} as const;

const addressAt = (port: number, context: StepContext) => {
	const {webServer: {host}} = needed(context, 'webServer');
	return endpointAt(context.workspace.profile, host, port);
};

const closed = async (error: unknown, facts: Facts, context: StepContext): Promise<StepOutcome> => {
	const code = socketCodeOf(error);
	const seen = {
		...facts, code, ...waitedOf(error), openPorts: await openUsualPorts(facts.port, context),
	};
	const problem = finding(diagnoseServiceError(code), 'fail', seen);
	return {summary: problem.summary, findings: [problem], evidence: seen};
};

const openUsualPorts = async (configured: number, context: StepContext): Promise<number[]> => {
	const others = Object.values(usualPorts).filter(port => port !== configured);
	const tries = await Promise.allSettled(others.map(async port => openPort({...addressAt(port, context), timeoutMs: 800, signal: context.signal})));
	context.signal.throwIfAborted();
	return others.filter((_port, index) => tries[index]!.status === 'fulfilled');
};

const judge = async (probe: ServiceProbe, facts: Facts, context: StepContext): Promise<StepOutcome> => {
	const here: Probed = {probe, port: facts.port};
	const fail = (problem: Finding): StepOutcome => ({summary: problem.summary, findings: [problem], evidence: {...facts, ...seenOf(here, here, context)}});
	if (probe.error !== undefined) {
		return fail(finding(diagnoseServiceError(probe.error), 'fail', {...facts, code: probe.error, ...(probe.waitedMs !== undefined && {waitedMs: probe.waitedMs})}));
	}

	if (probe.wsdlStatus === 503 || probe.restStatus === 503) {
		return fail(finding('SVC-7', 'fail', {...facts, status: 503}));
	}

	const rest = probe.rest === 'found' ? here : await elsewhere(usualPorts.rest, facts, context);
	const soap = probe.wsdl === 'found' ? here : await elsewhere(usualPorts.soap, facts, context);
	if (soap?.probe.wsdl !== 'found' && rest?.probe.rest !== 'found') {
		const isAbsent = probe.wsdlStatus === 404 && probe.restStatus === 404;
		return fail(isAbsent ? finding('SVC-3', 'fail', {...facts, status: 404, path: '/services'}) : finding('SVC-13', 'fail', {...facts, status: probe.wsdlStatus ?? probe.restStatus}));
	}

	const reading = rest?.probe.rest === 'found' ? await read(rest, facts, context) : {findings: [withoutRest(probe, rest, facts)], evidence: {}};
	const findings = [...reading.findings, ...nameFinding(probe, facts)];
	return {
		summary: worstFinding(findings)?.summary ?? reading.summary ?? `${facts.host}, port ${facts.port}, is the entity service; nothing was read`,
		evidence: {...facts, ...seenOf(soap ?? here, rest ?? here, context), ...reading.evidence},
		findings,
	};
};

/** What a port of the application server offers; the port as the settings would name it, before the profile's addresses. */
type Probed = {readonly probe: ServiceProbe; readonly port: number};

/** Each interface with the address at which it was looked for last. */
const seenOf = (soap: Probed, rest: Probed, context: StepContext) => ({
	wsdl: soap.probe.wsdl,
	wsdlAt: placeOf(soap, context),
	wsdlStatus: soap.probe.wsdlStatus,
	wsdlHost: soap.probe.wsdlHost,
	rest: rest.probe.rest,
	restAt: placeOf(rest, context),
	restStatus: rest.probe.restStatus,
	...(rest.probe.error !== undefined && {restError: rest.probe.error}),
	schemes: rest.probe.schemes,
});

const placeOf = ({probe: {address}, port}: Probed, context: StepContext) => {
	const {webServer: {host}} = needed(context, 'webServer');
	const isElsewhere = address.host !== host || address.port !== port;
	return `${host}:${port}${isElsewhere ? `, reached at ${address.host}:${address.port}` : ''}`;
};

/** Only a port that answers, or that nothing listens on, shows that REST is not there; a lost or slow answer shows itself. */
const withoutRest = (probe: ServiceProbe, tried: Probed | undefined, facts: Facts): Finding => {
	const code = tried?.probe.error;
	if (tried !== undefined && code !== undefined && code !== 'ECONNREFUSED') {
		return finding(diagnoseServiceError(code), 'warn', {
			...facts, port: tried.port, code, ...(tried.probe.waitedMs !== undefined && {waitedMs: tried.probe.waitedMs}),
		});
	}

	return probe.restStatus === 404 ? finding('SVC-3', 'warn', {...facts, path: '/services/Exact.Entity.REST.EG', status: 404}) : finding('SVC-13', 'warn', {...facts, status: probe.restStatus, detail: 'the REST interface gives no list of entities'});
};

/** The interface on its usual port, when the configured port has another one. */
const elsewhere = async (port: number, facts: Facts, context: StepContext): Promise<Probed | undefined> =>
	port === facts.port ? undefined : {port, probe: await probeService({...addressAt(port, context), secure: false}, {signal: context.signal, timeoutMs: 6000})};

const nameFinding = ({wsdlHost}: ServiceProbe, facts: Facts): Finding[] =>
	wsdlHost === undefined || isSameMachine(wsdlHost, facts.host) ? [] : [finding('SVC-9', 'info', {...facts, wsdlHost})];

type Reading = {readonly findings: readonly Finding[]; readonly evidence: Readonly<Record<string, unknown>>; readonly summary?: string};

const read = async (place: Probed, facts: Facts, context: StepContext): Promise<Reading> => {
	const {profile, credentials} = context.workspace;
	const {probe} = place;
	if (probe.restStatus === 401 && probe.schemes.every(scheme => !/^(?:ntlm|negotiate)$/iv.test(scheme))) {
		return {findings: [finding('SVC-12', 'warn', {...facts, schemes: probe.schemes})], evidence: {}};
	}

	if (profile.serviceUser === undefined) {
		return {findings: [finding('SVC-10', 'info', {...facts, profile: profile.name})], evidence: {}};
	}

	const credential = `${profile.name}/service`;
	const password = await credentials.read(credential);
	return password === undefined ? {findings: [finding('SVC-11', 'warn', {...facts, user: profile.serviceUser, credential})], evidence: {}} : readAs(place, {user: profile.serviceUser, password}, facts, context);
};

const readAs = async (place: Probed, account: {readonly user: string; readonly password: string}, facts: Facts, context: StepContext): Promise<Reading> => {
	const server = context.division.serverPath.trim();
	const database = context.made.database ?? context.division.databaseName.trim();
	const seen = {
		user: account.user, serverName: server, databaseName: database, readAt: placeOf(place, context),
	};
	try {
		const {status, message, division, isList} = await readDivisionEntity(place.probe, account, {server, database, signal: context.signal});
		const id = diagnoseResponse(status, message) ?? (isList ? undefined : 'SVC-13');
		return id === undefined
			? {findings: [], evidence: {...seen, status, divisionRead: division}, summary: `${account.user} reads ${database} through the entity service`}
			: {
				findings: [finding(id, 'fail', {
					...facts, ...seen, status, message, ...(id === 'SVC-6' && {failedSteps: failedBefore(context)}),
				})], evidence: {...seen, status, message},
			};
	} catch (error) {
		context.signal.throwIfAborted();
		const code = socketCodeOf(error);
		return {
			findings: [finding(diagnoseServiceError(code), 'fail', {
				...facts, ...seen, code, ...waitedOf(error),
			})], evidence: {...seen, code, ...waitedOf(error)},
		};
	}
};

/** The steps before that failed on the way to the same database; undefined when too few of them ran to say. */
const failedBefore = ({results}: StepContext): string[] | undefined => {
	const ofDatabase = results.filter(({id}) => wayToDatabase.has(id));
	const failed = ofDatabase.filter(({status}) => status === 'fail').map(({id}) => id);
	return failed.length > 0 || ofDatabase.some(({id, status}) => id === 'BAS' && status !== 'skipped') ? failed : undefined;
};

const wayToDatabase: ReadonlySet<StepId> = new Set(['CFG', 'DNS', 'SSRP', 'TCP', 'TLS', 'LOGIN', 'DB', 'BACO', 'BAS']);
