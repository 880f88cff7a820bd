import {finding} from '../../problems/finding.js';
import {reachedAddress} from '../../profiles/reached-address.js';
import {askBrowser, type BrowserInstance} from '../../sql/browser.js';
import {SqlFailure} from '../../sql/sql-failure.js';
import {listInstances} from '../network/list-instances.js';
import {
	needed,
	type Step,
	type StepContext,
	type StepOutcome,
} from '../step.js';

/** SSRP: the port of a named instance, asked of SQL Server Browser; nothing is asked when the port is given or the default one. */
export const browserStep: Step = {
	id: 'SSRP',
	title: 'SQL Server Browser',
	needs: ['sqlServer', 'sqlHost'],
	makes: ['sqlEndpoint'],
	deadlineMs: 8000,
	async run(context) {
		const {host, instance, port} = needed(context, 'sqlServer', 'sqlHost').sqlServer;
		if (instance === undefined || port !== undefined) {
			const known = port ?? 1433;
			return {
				isSkipped: true,
				summary: port === undefined ? 'Not needed: no instance is named, so the port is 1433.' : `Not needed: the database path gives the port ${port}.`,
				makes: {sqlEndpoint: {name: host, ...reachedAddress(context.workspace.profile.addresses, host, known)}},
			};
		}

		return askFor(instance, context);
	},
};

const askFor = async (instance: string, context: StepContext): Promise<StepOutcome> => {
	const {workspace: {profile}, signal} = context;
	const {sqlHost: {name, host}} = needed(context, 'sqlHost');
	const facts = {
		host: name, port: profile.browserPort, instance, ...(host !== name && {reachedAt: host}),
	};
	const found = await ask({
		host, port: profile.browserPort, instance, signal,
	});
	if (found === undefined) {
		return withoutAnswer(facts, context);
	}

	if (found.port === undefined) {
		const problem = finding('SSRP-3', 'fail', {...facts, pipe: found.pipe ?? 'none'});
		return {summary: problem.summary, findings: [problem], evidence: facts};
	}

	return {
		summary: `${instance} listens on port ${found.port}`,
		evidence: {
			...facts, tcpPort: found.port, version: found.version, serverName: found.serverName, isClustered: found.isClustered,
		},
		makes: {sqlEndpoint: {name, ...reachedAddress(profile.addresses, name, found.port)}},
	};
};

/** Undefined when Browser is silent or answers for another instance. */
const ask = async (question: {readonly host: string; readonly port: number; readonly instance: string; readonly signal: AbortSignal}): Promise<BrowserInstance | undefined> => {
	try {
		return await askBrowser({...question, timeoutMs: 2000});
	} catch (error) {
		question.signal.throwIfAborted();
		// A closed UDP port is told by ECONNREFUSED: for the operator the same as silence.
		if (error instanceof SqlFailure && (error.kind === 'timeout' || error.kind === 'socket')) {
			return undefined;
		}

		throw error;
	}
};

const withoutAnswer = async (facts: {readonly host: string; readonly port: number; readonly instance: string}, context: StepContext): Promise<StepOutcome> => {
	const {sqlHost: {addresses}} = needed(context, 'sqlHost');
	const listed = await listInstances({
		address: addresses[0]!, port: facts.port, timeoutMs: 1000, signal: context.signal,
	});
	context.signal.throwIfAborted();
	const instances = listed.map(({instanceName}) => instanceName);
	const problem = instances.length > 0 ? finding('SSRP-2', 'fail', {...facts, instances}) : finding('SSRP-1', 'fail', {...facts, waitedMs: 2000});
	return {summary: problem.summary, findings: [problem], evidence: {...facts, instances}};
};
