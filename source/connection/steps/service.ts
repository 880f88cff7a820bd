import {readFile} from 'node:fs/promises';
import {isSameMachine} from '../../access-servers/machine-name.js';
import {diagnoseResponse, diagnoseServiceError} from '../../entity-service/diagnose-response.js';
import type {ServiceAddress} from '../../entity-service/http-client.js';
import {probeService, type ServiceProbe} from '../../entity-service/probe-service.js';
import {readDivisionEntity} from '../../entity-service/read-division.js';
import {finding, type Finding} from '../../problems/finding.js';
import {reachedAddress} from '../../profiles/reached-address.js';
import {openPort, socketCodeOf, waitedOf} from '../network/open-port.js';
import {
	needed,
	type Step,
	type StepContext,
	type StepOutcome,
} from '../step.js';

/** SVC: the entity service answers, is the Globe one, accepts the Windows account and can read the database. */
export const serviceStep: Step = {
	id: 'SVC',
	title: 'Entity service',
	needs: ['webServer', 'serviceHost'],
	makes: [],
	deadlineMs: 40_000,
	async run(context) {
		const {webServer} = needed(context, 'webServer', 'serviceHost');
		const {caFile} = context.workspace.profile;
		const configured: ServiceAddress = {
			...addressAt(webServer.port, context), secure: webServer.secure, ca: caFile !== undefined && webServer.secure ? await readFile(caFile, 'utf8') : undefined,
		};
		const facts = {host: webServer.host, port: webServer.port, ...(configured.host !== webServer.host && {reachedAt: `${configured.host}:${configured.port}`})};
		try {
			await openPort({
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
	return {name: host, ...reachedAddress(context.workspace.profile.addresses, host, port)};
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
	const seen = {
		...facts, wsdl: probe.wsdl, rest: probe.rest, wsdlStatus: probe.wsdlStatus, restStatus: probe.restStatus, wsdlHost: probe.wsdlHost, schemes: probe.schemes,
	};
	const fail = (problem: Finding): StepOutcome => ({summary: problem.summary, findings: [problem], evidence: seen});
	if (probe.error !== undefined) {
		return fail(finding(diagnoseServiceError(probe.error), 'fail', {...facts, code: probe.error, ...(probe.waitedMs !== undefined && {waitedMs: probe.waitedMs})}));
	}

	if (probe.wsdlStatus === 503 || probe.restStatus === 503) {
		return fail(finding('SVC-7', 'fail', {...facts, status: 503}));
	}

	const rest = probe.rest === 'found' ? probe : await elsewhere(usualPorts.rest, facts, context);
	const soap = probe.wsdl === 'found' ? probe : await elsewhere(usualPorts.soap, facts, context);
	if (soap?.wsdl !== 'found' && rest?.rest !== 'found') {
		const isAbsent = probe.wsdlStatus === 404 && probe.restStatus === 404;
		return fail(isAbsent ? finding('SVC-3', 'fail', {...facts, status: 404, path: '/services'}) : finding('SVC-13', 'fail', {...facts, status: probe.wsdlStatus ?? probe.restStatus}));
	}

	const reading = rest?.rest === 'found' ? await read(rest, facts, context) : {findings: [withoutRest(probe, rest, facts)], evidence: {}};
	const findings = [...reading.findings, ...nameFinding(probe, facts)];
	return {
		summary: findings.find(({severity}) => severity !== 'info')?.summary ?? reading.summary ?? `${facts.host}, port ${facts.port}, is the entity service; nothing was read`,
		evidence: {...seen, ...(rest !== undefined && rest !== probe && {restPort: rest.address.port}), ...reading.evidence},
		findings,
	};
};

/** Only a port that answers, or that nothing listens on, shows that REST is not there; a lost or slow answer shows itself. */
const withoutRest = (probe: ServiceProbe, elsewhereProbe: ServiceProbe | undefined, facts: Facts): Finding => {
	const code = elsewhereProbe?.error;
	if (elsewhereProbe !== undefined && code !== undefined && code !== 'ECONNREFUSED') {
		return finding(diagnoseServiceError(code), 'warn', {
			...facts, port: elsewhereProbe.address.port, code, ...(elsewhereProbe.waitedMs !== undefined && {waitedMs: elsewhereProbe.waitedMs}),
		});
	}

	return probe.restStatus === 404 ? finding('SVC-3', 'warn', {...facts, path: '/services/Exact.Entity.REST.EG', status: 404}) : finding('SVC-13', 'warn', {...facts, status: probe.restStatus, detail: 'the REST interface gives no list of entities'});
};

/** The interface on its usual port, when the configured port has another one. */
const elsewhere = async (port: number, facts: Facts, context: StepContext): Promise<ServiceProbe | undefined> =>
	port === facts.port ? undefined : probeService({...addressAt(port, context), secure: false}, {signal: context.signal, timeoutMs: 6000});

const nameFinding = ({wsdlHost}: ServiceProbe, facts: Facts): Finding[] =>
	wsdlHost === undefined || isSameMachine(wsdlHost, facts.host) ? [] : [finding('SVC-9', 'info', {...facts, wsdlHost})];

type Reading = {readonly findings: readonly Finding[]; readonly evidence: Readonly<Record<string, unknown>>; readonly summary?: string};

const read = async (probe: ServiceProbe, facts: Facts, context: StepContext): Promise<Reading> => {
	const {profile, credentials} = context.workspace;
	if (probe.restStatus === 401 && probe.schemes.every(scheme => !/^(?:ntlm|negotiate)$/iv.test(scheme))) {
		return {findings: [finding('SVC-12', 'warn', {...facts, schemes: probe.schemes})], evidence: {}};
	}

	if (profile.serviceUser === undefined) {
		return {findings: [finding('SVC-10', 'info', facts)], evidence: {}};
	}

	const credential = `${profile.name}/service`;
	const password = await credentials.read(credential);
	return password === undefined ? {findings: [finding('SVC-11', 'warn', {...facts, user: profile.serviceUser, credential})], evidence: {}} : readAs(probe, {user: profile.serviceUser, password}, facts, context);
};

const readAs = async (probe: ServiceProbe, account: {readonly user: string; readonly password: string}, facts: Facts, context: StepContext): Promise<Reading> => {
	const server = context.division.serverPath.trim();
	const database = context.made.database ?? context.division.databaseName.trim();
	const seen = {user: account.user, serverName: server, databaseName: database};
	try {
		const {status, message, division, isList} = await readDivisionEntity(probe, account, {server, database, signal: context.signal});
		const id = diagnoseResponse(status, message) ?? (isList ? undefined : 'SVC-13');
		return id === undefined
			? {findings: [], evidence: {...seen, status, divisionRead: division}, summary: `${account.user} reads ${database} through the entity service`}
			: {
				findings: [finding(id, 'fail', {
					...facts, ...seen, status, message,
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
