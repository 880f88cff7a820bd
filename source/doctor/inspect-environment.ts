import process from 'node:process';
import type {DoctorCheck} from './check.js';
import {inspectClock} from './inspect-clock.js';
import {inspectDemo} from './inspect-demo.js';
import {inspectFolders} from './inspect-folders.js';
import {inspectNode} from './inspect-node.js';
import {inspectProfiles} from './inspect-profiles.js';
import {inspectSecrets} from './inspect-secrets.js';
import {inspectWindows} from './inspect-windows.js';
import {inspectTerminal} from './inspect-terminal.js';

export type {DoctorCheck} from './check.js';

/** Everything on this machine that baco stands on. A check that breaks is itself a failed check; the others still run. */
export const inspectEnvironment = async (): Promise<DoctorCheck[]> => {
	const sections: ReadonlyArray<readonly [string, () => Promise<DoctorCheck[]> | DoctorCheck[]]> = [
		['node', () => inspectNode(process.versions.node)],
		['terminal', () => inspectTerminal({environment: process.env, stdout: process.stdout})],
		['folders', async () => inspectFolders()],
		['windows', () => inspectWindows()],
		['profiles', inspectProfiles],
		['secrets', inspectSecrets],
		['clock', () => inspectClock(Date.now())],
		['demo', inspectDemo],
	];
	const results = await Promise.all(sections.map(async ([id, inspect]) => {
		try {
			return await inspect();
		} catch (error) {
			return [{
				id, title: id, status: 'fail', detail: `the check itself failed: ${error instanceof Error ? error.message : String(error)}`, fix: 'Run the same with BACO_DEBUG=1 and report what it prints.',
			} satisfies DoctorCheck];
		}
	}));
	return results.flat();
};
