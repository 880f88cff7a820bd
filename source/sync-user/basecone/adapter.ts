import {toBacoError} from '../../problems/baco-error.js';
import {finding} from '../../problems/finding.js';
import {goodProof, type Adapter, type ProofContext} from '../adapter.js';
import {isSilent} from '../tokens/token-failure.js';
import {openOffice} from './office.js';

/** Systems that only the office itself is linked to: their state is seen through the office, and only Addison can be relinked by its API. */
export const baseconeAdapter: Adapter = {
	id: 'basecone',
	title: 'Basecone',
	capabilities: {
		consent: 'credentials',
		deviceGrant: 'no',
		refresh: 'none',
		listsCompanies: false,
		asksRights: false,
		officeSetsLink: true,
	},
	prove,
};

async function prove({workspace, connection, signal}: ProofContext) {
	const how = 'the office answered for its connectable companies';
	try {
		const office = await openOffice(workspace, signal);
		await office?.connectable(connection.id);
		return {...goodProof, how};
	} catch (error) {
		signal.throwIfAborted();
		const problem = toBacoError(error);
		if (problem.id === 'SYNC-OFFICE' || problem.id === 'SYNC-CREDENTIALS') {
			return {
				...goodProof, isRefused: true, findings: [finding('SYNC-OFFICE-LINK', 'fail', {...problem.facts, connection: connection.description})], how,
			};
		}

		if (isSilent(problem) || problem.id.startsWith('SYNC-OFFICE')) {
			return {
				...goodProof, isUnknown: true, findings: [finding(problem.id, 'warn', problem.facts)], how,
			};
		}

		throw problem;
	}
}
