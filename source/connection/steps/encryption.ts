import {localTime} from '../../platform/show-time.js';
import type {ProblemId} from '../../problems/catalogue.js';
import {diagnoseSocketCode} from '../../problems/diagnose.js';
import {finding, worstFinding, type Finding} from '../../problems/finding.js';
import {endpointFacts, type Endpoint} from '../../profiles/endpoint.js';
import {encryptionChoices, type EncryptionChoices} from '../globe-target.js';
import {socketCodeOf} from '../network/open-port.js';
import {withDeadline} from '../network/with-deadline.js';
import {
	needed,
	sqlServerTurn,
	type Step,
	type StepOutcome,
} from '../step.js';
import type {CertificateFacts} from '../tls/certificate.js';
import {inspectEncryption, type EncryptionFacts} from '../tls/inspect-encryption.js';

/** TLS: pre-login and the handshake, judged by the profile's choices. The certificate is shown whatever the verdict. */
export const encryptionStep: Step = {
	id: 'TLS',
	needs: ['sqlEndpoint', 'listening'],
	makes: ['negotiated'],
	deadlineMs: 10_000,
	turnAt: sqlServerTurn,
	async run(context) {
		const {sqlEndpoint} = needed(context, 'sqlEndpoint');
		const choices = await encryptionChoices(context.workspace.profile, sqlEndpoint.name);
		const startedAt = performance.now();
		try {
			const facts = await withDeadline(answerMs, context.signal, async signal => inspectEncryption({...sqlEndpoint, ...choices, signal}));
			return judge(facts, {...choices, profile: context.workspace.profile.name}, sqlEndpoint);
		} catch (error) {
			context.signal.throwIfAborted();
			return brokenOff(error, {endpoint: sqlEndpoint, elapsedMs: performance.now() - startedAt, profile: context.workspace.profile.name});
		}
	},
};

const answerMs = 6000;

const brokenOff = (error: unknown, {endpoint, elapsedMs, profile}: {readonly endpoint: Endpoint; readonly elapsedMs: number; readonly profile: string}): StepOutcome => {
	const code = socketCodeOf(error);
	const facts = {
		...endpointFacts(endpoint), code, ...(error instanceof Error && 'phase' in error && {phase: error.phase}), ...(error instanceof Error && 'firstBytes' in error && {firstBytes: error.firstBytes}), waitedMs: Math.round(elapsedMs),
	};
	const problem = finding(rowOf(code, elapsedMs), 'fail', {...facts, profile, message: error instanceof Error ? error.message : String(error)});
	return {summary: problem.summary, findings: [problem], evidence: facts};
};

/** A connection that ends right after pre-login says the same as a protocol error: no common version, or no SQL Server. One that ends or is given up after a silence only says that it took too long. */
const rowOf = (code: string, elapsedMs: number): ProblemId => {
	if (code === 'ECONNREFUSED') {
		return 'TCP-1';
	}

	const isLost = ['ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(code);
	return code === 'ETIMEDOUT' || (isLost && elapsedMs > atOnceMs) ? 'TLS-8' : 'TLS-4';
};

const atOnceMs = 2000;

type Choices = EncryptionChoices & {readonly profile: string};

const judge = (facts: EncryptionFacts, choices: Choices, endpoint: Endpoint): StepOutcome => {
	const {prelogin, handshake} = facts;
	const findings = handshake === undefined ? withoutHandshake(facts, choices, endpoint) : judgeCertificate(handshake, choices, endpoint);
	const isStopped = findings.some(({severity}) => severity === 'fail');
	return {
		summary: worstFinding(findings)?.summary ?? (handshake === undefined ? 'Not encrypted, over this machine only' : `${handshake.protocol}, ${handshake.certificate.subject}`),
		findings,
		evidence: {
			serverVersion: prelogin.version,
			serverEncryption: prelogin.encryption,
			encrypt: choices.encrypt,
			trustServerCertificate: choices.trustServerCertificate,
			...(handshake && {
				protocol: handshake.protocol, cipher: handshake.cipher, certificate: handshake.certificate, verified: handshake.chainError === undefined && !handshake.nameError, ...(handshake.chainError !== undefined && {chainError: handshake.chainError}),
			}),
		},
		...(!isStopped && {makes: {negotiated: true}}),
	};
};

const withoutHandshake = ({prelogin}: EncryptionFacts, {encrypt, profile}: Choices, {name, host}: Endpoint): Finding[] => {
	const facts = {host: name, serverEncryption: prelogin.encryption, profile};
	if (encrypt) {
		return [finding('TLS-7', 'fail', facts)];
	}

	// Through a tunnel that ends on this machine nothing crosses a network in the clear.
	const severity = isLoopback(host) ? 'info' : 'warn';
	return [prelogin.encryption === 'required' || prelogin.encryption === 'on' ? finding('TLS-5', 'fail', facts) : finding('TLS-6', severity, facts)];
};

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.');

const judgeCertificate = ({certificate, chainError, nameError}: NonNullable<EncryptionFacts['handshake']>, choices: Choices, {name}: Endpoint): Finding[] => {
	const severity = choices.trustServerCertificate ? 'warn' : 'fail';
	const facts = {
		...certificate,
		validFrom: localTime(new Date(certificate.validFrom)),
		validTo: localTime(new Date(certificate.validTo)),
		host: choices.serverName,
		verified: false,
		profile: choices.profile,
		trustServerCertificate: choices.trustServerCertificate, ...(choices.serverName !== name && {server: name}),
	};
	const dates = dateFinding(certificate);
	const chain = chainError === undefined ? undefined : (diagnoseSocketCode(chainError) ?? 'TLS-1');
	return [
		...(chain === undefined || (chain === 'TLS-3' && dates !== undefined) ? [] : [finding(chain, severity, {...facts, code: chainError})]),
		...(nameError ? [finding('TLS-2', severity, {...facts, code: 'ERR_TLS_CERT_ALTNAME_INVALID'})] : []),
		...(dates === undefined ? [] : [finding('TLS-3', severity, {...facts, ...dates})]),
	];
};

const dateFinding = ({validFrom, validTo}: CertificateFacts): {readonly early: boolean; readonly code: string} | undefined => {
	const now = Date.now();
	if (Date.parse(validTo) < now) {
		return {early: false, code: 'CERT_HAS_EXPIRED'};
	}

	return Date.parse(validFrom) > now ? {early: true, code: 'CERT_NOT_YET_VALID'} : undefined;
};
