import {formatServerPath} from '../../divisions/server-path.js';
import {diagnose, type Diagnosis} from '../../problems/diagnose.js';
import {finding, type Finding} from '../../problems/finding.js';
import {connect} from '../../sql/connect.js';
import type {SqlConnection, SqlTarget} from '../../sql/contract.js';
import {SqlFailure} from '../../sql/sql-failure.js';
import {
	checkLogin,
	checkMapping,
	checkState,
	type BacoCheck,
} from '../baco-checks.js';
import {endpointFacts} from '../../profiles/endpoint.js';
import {explainDatabase} from '../explain-database.js';
import {bacoLogin, operatorLogin, type KeptLogin} from '../globe-login.js';
import {globeTarget} from '../globe-target.js';
import {RepeatedRefusal} from '../login-gate.js';
import {
	needed,
	sqlServerTurn,
	type Step,
	type StepContext,
	type StepOutcome,
} from '../step.js';

/**
LOGIN: logs in to the Globe database as Baco. When the server lets Baco not in, the operator's own login is tried,
so that the later steps can say more; the step has failed all the same.
*/
export const loginStep: Step = {
	id: 'LOGIN',
	needs: ['sqlServer', 'sqlEndpoint', 'negotiated', 'database'],
	makes: ['globe'],
	deadlineMs: 50_000,
	turnAt: sqlServerTurn,
	async run(context) {
		const {sqlServer} = needed(context, 'sqlServer');
		const baco = await bacoLogin(context.workspace, sqlServer);
		const outcome = await tryLogin(baco, context);
		if ('connection' in outcome) {
			const {database} = needed(context, 'database');
			return {
				summary: `${baco.user} is logged in to ${database} on ${formatServerPath(sqlServer)}`,
				evidence: evidenceOf(baco, context),
				makes: {globe: {connection: outcome.connection, login: baco.user}},
			};
		}

		return refused(outcome.problem, baco, context);
	},
};

type Login = {readonly connection: SqlConnection} | {readonly problem: Finding};

const evidenceOf = ({user, credential}: KeptLogin, context: StepContext) => {
	const {sqlServer, sqlEndpoint, database} = needed(context, 'sqlServer', 'sqlEndpoint', 'database');
	return {
		login: user, server: formatServerPath(sqlServer), ...endpointFacts(sqlEndpoint), database, credential,
	};
};

const tryLogin = async (login: KeptLogin, context: StepContext): Promise<Login> => {
	const {workspace, signal, logins} = context;
	const {sqlServer, sqlEndpoint, database} = needed(context, 'sqlServer', 'sqlEndpoint', 'database');
	const server = formatServerPath(sqlServer);
	const facts = {login: login.user, server, database};
	if (login.password === undefined) {
		return {problem: finding('LOG-9', 'fail', {...facts, credential: login.credential, ...(login.alternative !== undefined && {alternative: login.alternative})})};
	}

	const target = await globeTarget(workspace.profile, sqlEndpoint, {user: login.user, password: login.password, database});
	const startedAt = performance.now();
	try {
		const connection = await logins(target, async () => connect(target, {signal, onStatement: workspace.recordStatement}));
		return {connection};
	} catch (error) {
		signal.throwIfAborted();
		if (!(error instanceof SqlFailure)) {
			throw error;
		}

		const diagnosis = await explain(error, {target, waitedMs: Math.round(performance.now() - startedAt)}, context);
		const credential = error instanceof RepeatedRefusal ? {notSent: 'the same password was refused by this server a moment ago'} : {};
		return {
			problem: finding(diagnosis.id, 'fail', {
				...facts, ...endpointFacts(sqlEndpoint), profile: workspace.profile.name, credential: login.credential, ...(diagnosis.id === 'LOG-1' && await storeOf(login.credential, context)), ...diagnosis.facts, ...credential,
			}),
		};
	}
};

/** Where a refused password lies. */
const storeOf = async (credential: string, {workspace: {credentials}}: StepContext): Promise<{readonly store?: string; readonly storeDetail?: string}> => {
	const [place] = await credentials.status([credential]).catch(() => []);
	return place === undefined || place.store === 'none' ? {} : {store: place.store, storeDetail: place.detail};
};

const explain = async (error: SqlFailure, {target, waitedMs}: {readonly target: SqlTarget; readonly waitedMs: number}, {workspace, signal}: StepContext): Promise<Diagnosis> => {
	if (error.kind === 'timeout') {
		return {id: 'LOG-10', facts: {seconds: (target.connectTimeoutMs ?? 15_000) / 1000, waitedMs}};
	}

	const diagnosis = diagnose(error);
	if (diagnosis.id === 'TLS-4' && !/^(?:ERR_SSL_|EPROTO)/v.test(error.socketCode ?? '')) {
		// The same handshake has just succeeded, so an end of the connection says nothing about encryption.
		return {id: 'TCP-3', facts: {...diagnosis.facts, waitedMs}};
	}

	if (diagnosis.id !== 'DB-1') {
		return diagnosis;
	}

	const seen = await explainDatabase(target, {signal, onStatement: workspace.recordStatement});
	signal.throwIfAborted();
	return {id: seen.id ?? diagnosis.id, facts: {...diagnosis.facts, ...seen.facts}};
};

/** Failures after which the operator's login may still get in. */
const ofLoginOrUser = /^(?:LOG-|DB-[1-4]$)/v;

const refused = async (problem: Finding, baco: KeptLogin, context: StepContext): Promise<StepOutcome> => {
	const outcome = {summary: problem.summary, evidence: evidenceOf(baco, context), findings: [problem]};
	const isStalled = ['LOG-6', 'LOG-7', 'LOG-10'].includes(problem.id);
	if (isStalled || !ofLoginOrUser.test(problem.id) || problem.evidence.exists === false) {
		return outcome;
	}

	const operator = await operatorLogin(context.workspace);
	if (operator.password === undefined || operator.user.toLowerCase() === baco.user.toLowerCase()) {
		return outcome;
	}

	const second = await tryLogin(operator, context);
	if (!('connection' in second)) {
		return {...outcome, evidence: {...outcome.evidence, operatorLogin: second.problem.summary}};
	}

	const told = await seenBy(second.connection, {problem, baco, operator}, context);
	return {
		summary: told.summary,
		findings: [told],
		evidence: {...outcome.evidence, continuedAs: operator.user},
		makes: {globe: {connection: second.connection, login: operator.user}},
	};
};

/** The refusal, told with what the operator's login sees of it: the login itself, or its user in the database. */
const seenBy = async (connection: SqlConnection, {problem, baco, operator}: {readonly problem: Finding; readonly baco: KeptLogin; readonly operator: KeptLogin}, context: StepContext): Promise<Finding> => {
	const {signal} = context;
	const checks: Readonly<Record<string, readonly BacoCheck[]>> = {'LOG-1': [checkLogin, checkState], 'DB-4': [checkMapping]};
	const seen: Record<string, unknown> = {};
	for (const check of checks[problem.id] ?? []) {
		try {
			// eslint-disable-next-line no-await-in-loop -- One connection runs one request at a time.
			const {evidence} = await check({
				connection, login: baco.user, facts: {asLogin: operator.user}, signal,
			});
			Object.assign(seen, evidence);
		} catch (error) {
			signal.throwIfAborted();
			if (!(error instanceof SqlFailure)) {
				throw error;
			}
		}
	}

	const {exists, isDisabled, badPasswords, mapping} = seen;
	// `exists` is there only when no row was: false, or not permitted to see.
	const loginExists = exists === undefined && isDisabled !== undefined ? true : exists;
	const serverCredential = problem.id === 'LOG-1' ? `${context.workspace.profile.name}/baco@${formatServerPath(needed(context, 'sqlServer').sqlServer)}` : undefined;
	const facts = Object.entries({
		serverCredential, loginExists, isDisabled, badPasswords, mapping,
	}).filter(([, value]) => value !== undefined);
	return facts.length === 0 ? problem : finding(problem.id, problem.severity, {...problem.evidence, ...Object.fromEntries(facts), seenBy: operator.user});
};
