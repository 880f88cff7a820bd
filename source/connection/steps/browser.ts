import {BacoError} from '../../problems/baco-error.js';
import {finding} from '../../problems/finding.js';
import {browserAddress, instancePort} from '../../workspace/instance-port.js';
import {endpointAt, endpointFacts, reachedHint} from '../../profiles/endpoint.js';
import {
	needed,
	type Step,
	type StepContext,
	type StepOutcome,
} from '../step.js';

/** SSRP: the port of a named instance, asked of SQL Server Browser; nothing is asked when the port is given or the default one. */
export const browserStep: Step = {
	id: 'SSRP',
	needs: ['sqlServer', 'sqlHost'],
	makes: ['sqlEndpoint'],
	deadlineMs: 8000,
	async run(context) {
		const {host, instance, port} = needed(context, 'sqlServer', 'sqlHost').sqlServer;
		return instance === undefined || port !== undefined ? withoutQuestion(host, port, context) : askFor(instance, context);
	},
};

const withoutQuestion = (host: string, port: number | undefined, context: StepContext): StepOutcome => {
	const known = port ?? 1433;
	const sqlEndpoint = endpointAt(context.workspace.profile, host, known);
	const reason = port === undefined ? 'no instance is named, so the port is 1433' : `the database path gives the port ${port}`;
	return {
		isSkipped: true,
		summary: `Not needed: ${reason}${reachedHint(sqlEndpoint)}.`,
		evidence: endpointFacts(sqlEndpoint),
		makes: {sqlEndpoint},
	};
};

const askFor = async (instance: string, context: StepContext): Promise<StepOutcome> => {
	const {workspace: {profile}, signal} = context;
	const {sqlHost: {name}} = needed(context, 'sqlHost');
	try {
		const found = await instancePort(profile, {host: name, instance, signal});
		const sqlEndpoint = endpointAt(profile, name, found.port);
		return {
			summary: `${instance} listens on port ${found.port}${reachedHint(sqlEndpoint)}`,
			evidence: {
				...endpointFacts(browserAddress(profile, name)),
				instance,
				tcpPort: found.port,
				version: found.version,
				serverName: found.serverName,
				isClustered: found.isClustered,
				...(sqlEndpoint.port !== found.port && {instanceReachedAt: `${sqlEndpoint.host}:${sqlEndpoint.port}`}),
			},
			makes: {sqlEndpoint},
		};
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof BacoError && error.id.startsWith('SSRP-')) {
			const problem = finding(error.id, 'fail', error.facts);
			return {summary: problem.summary, findings: [problem], evidence: error.facts};
		}

		throw error;
	}
};
