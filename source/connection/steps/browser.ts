import {BacoError} from '../../problems/baco-error.js';
import {finding} from '../../problems/finding.js';
import {reachedAddress} from '../../profiles/reached-address.js';
import {instancePort} from '../../workspace/instance-port.js';
import {
	needed,
	type Endpoint,
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
		return instance === undefined || port !== undefined ? withoutQuestion(host, port, context) : askFor(instance, context);
	},
};

const withoutQuestion = (host: string, port: number | undefined, context: StepContext): StepOutcome => {
	const known = port ?? 1433;
	const sqlEndpoint = endpointAt(host, known, context);
	const reason = port === undefined ? 'no instance is named, so the port is 1433' : `the database path gives the port ${port}`;
	return {
		isSkipped: true,
		summary: `Not needed: ${reason}${reachedText(sqlEndpoint, known)}.`,
		evidence: {
			host, port: known, ...(isElsewhere(sqlEndpoint, known) && {reachedAt: `${sqlEndpoint.host}:${sqlEndpoint.port}`}),
		},
		makes: {sqlEndpoint},
	};
};

const askFor = async (instance: string, context: StepContext): Promise<StepOutcome> => {
	const {workspace: {profile}, signal} = context;
	const {sqlHost: {name, host}} = needed(context, 'sqlHost');
	try {
		const found = await instancePort(profile, {host: name, instance, signal});
		const sqlEndpoint = endpointAt(name, found.port, context);
		return {
			summary: `${instance} listens on port ${found.port}${reachedText({...sqlEndpoint, name: host}, found.port)}`,
			evidence: {
				host: name,
				port: profile.browserPort,
				instance,
				...(host !== name && {reachedAt: host}),
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

const endpointAt = (name: string, port: number, {workspace: {profile}}: StepContext): Endpoint => ({name, ...reachedAddress(profile.addresses, name, port)});

const isElsewhere = ({name, host, port}: Endpoint, known: number) => host !== name || port !== known;

/** Later steps speak of the address that is really used. */
const reachedText = (endpoint: Endpoint, known: number) => isElsewhere(endpoint, known) ? `, reached at ${endpoint.host}:${endpoint.port} (addresses of the profile)` : '';
