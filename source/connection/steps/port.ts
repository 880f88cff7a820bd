import {diagnoseSocketCode} from '../../problems/diagnose.js';
import {finding} from '../../problems/finding.js';
import {endpointFacts, reachedHint} from '../../profiles/endpoint.js';
import {openPort, socketCodeOf, waitedOf} from '../network/open-port.js';
import {needed, type Step} from '../step.js';

/** TCP: the SQL server's port is open. */
export const portStep: Step = {
	id: 'TCP',
	needs: ['sqlEndpoint'],
	makes: ['listening'],
	deadlineMs: 12_000,
	async run(context) {
		const {sqlEndpoint} = needed(context, 'sqlEndpoint');
		const {name, serverPort, host, port} = sqlEndpoint;
		const facts = endpointFacts(sqlEndpoint);
		try {
			const {address, durationMs} = await (context.ports ?? openPort)({
				host, port, timeoutMs: 5000, signal: context.signal,
			});
			return {summary: `${name}, port ${serverPort}, is open (${durationMs} ms)${reachedHint(sqlEndpoint)}`, evidence: {...facts, address, connectMs: durationMs}, makes: {listening: true}};
		} catch (error) {
			context.signal.throwIfAborted();
			const code = socketCodeOf(error);
			const seen = {...facts, code, ...waitedOf(error)};
			const problem = finding(diagnoseSocketCode(code) ?? 'TCP-3', 'fail', {...seen, profile: context.workspace.profile.name});
			return {summary: problem.summary, findings: [problem], evidence: seen};
		}
	},
};
