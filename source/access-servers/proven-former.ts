import type {Workspace} from '../workspace/contract.js';
import {synergyProblem} from '../workspace/synergy-problem.js';
import type {SqlConnection} from '../sql/contract.js';
import {formerServers, type NamedServer} from './former-servers.js';

/** All servers that are proven old: by the profile, and by what Synergy still names. Rejects with a BacoError of Synergy (`SYN-`) when that cannot be asked, also in the middle: the Globe database is not the trouble then. */
export const provenFormer = async (workspace: Workspace, question: {readonly division: string; readonly expected: readonly string[]; readonly signal?: AbortSignal | undefined}): Promise<NamedServer[]> => {
	const {profile} = workspace;
	let synergy: SqlConnection | undefined;
	try {
		synergy = await workspace.synergy({...(question.signal !== undefined && {signal: question.signal})});
		return [...formerByProfile(workspace), ...await formerServers(synergy, question)];
	} catch (error) {
		throw synergyProblem(error, profile, synergy?.target);
	}
};

/** The former servers that the profile names. */
export const formerByProfile = ({profile}: Workspace): NamedServer[] => profile.formerServers.map(name => ({name, source: 'is a former server by the profile'}));
