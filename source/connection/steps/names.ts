import {lookup} from 'node:dns/promises';
import {finding, worstFinding, type Finding} from '../../problems/finding.js';
import {reachedAddress} from '../../profiles/reached-address.js';
import type {Products, Step, StepContext} from '../step.js';

/** DNS: the hosts of the SQL server and of the application server have addresses. */
export const namesStep: Step = {
	id: 'DNS',
	needs: [],
	makes: ['sqlHost', 'serviceHost'],
	deadlineMs: 10_000,
	async run(context) {
		const {sqlServer, webServer} = context.made;
		if (sqlServer === undefined && webServer === undefined) {
			return {isSkipped: true, summary: 'Not run: the settings name no server (see CFG).'};
		}

		const [sqlHost, serviceHost] = await Promise.all([
			sqlServer && resolveHost(sqlServer.host, sqlServer.port ?? (sqlServer.instance === undefined ? 1433 : undefined), 'SQL server', context),
			webServer && resolveHost(webServer.host, webServer.port, 'application server', context),
		]);
		const makes: Partial<Products> = {
			...(sqlHost?.resolved && {sqlHost: sqlHost.resolved}),
			...(serviceHost?.resolved && {serviceHost: serviceHost.resolved}),
		};
		const findings = [sqlHost?.problem, serviceHost?.problem].filter(problem => problem !== undefined);
		return {
			summary: worstFinding(findings)?.summary ?? [sqlHost, serviceHost].map(host => host && textOf(host.resolved!)).filter(Boolean).join(', '),
			evidence: {...(sqlHost && {sqlServer: sqlHost.evidence}), ...(serviceHost && {applicationServer: serviceHost.evidence})},
			findings,
			makes,
		};
	},
};

type Resolved = Products['sqlHost'];

const textOf = ({name, host, addresses}: Resolved) => `${name} → ${host === name ? addresses.join(', ') : `${host} (addresses of the profile)`}`;

/** Looks a name up as the operating system does (hosts file too), after the profile's addresses. */
const resolveHost = async (name: string, port: number | undefined, role: string, {workspace, signal}: StepContext): Promise<{resolved?: Resolved; problem?: Finding; evidence: Record<string, unknown>}> => {
	const {host} = reachedAddress(workspace.profile.addresses, name, port);
	const mapped = host === name ? {} : {reachedAt: host};
	try {
		const found = await lookup(host, {all: true});
		signal.throwIfAborted();
		const addresses = found.map(({address}) => address);
		return {resolved: {name, host, addresses}, evidence: {host: name, ...mapped, addresses}};
	} catch (error) {
		signal.throwIfAborted();
		const code = String(error instanceof Error && 'code' in error ? error.code : error);
		return {
			problem: finding('DNS-1', 'fail', {
				host, role, code, ...(host !== name && {mappedFrom: name}),
			}), evidence: {host: name, ...mapped, code},
		};
	}
};
