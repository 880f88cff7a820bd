import {access} from 'node:fs/promises';
import {readDemoState} from '../demo/demo-state.js';
import {paths} from '../platform/paths.js';
import {processFile} from '../platform/process-file.js';
import {pass, warn, type DoctorCheck} from './check.js';

/** Whether the embedded environment is part of this installation. */
export const inspectDemo = async (): Promise<DoctorCheck[]> => {
	const {demo} = paths();
	try {
		processFile('demo-server');
	} catch {
		return [warn('demo', 'Demo', 'the embedded environment is not part of this installation', 'Install baco with its dist folder complete.')];
	}

	const isMade = await access(demo).then(() => true).catch(() => false);
	const state = await readDemoState();
	const detail = state === undefined ? `stopped; its data is in ${demo}, baco demo starts it` : `it runs as process ${state.pid}; its data is in ${demo}`;
	return [pass('demo', 'Demo', isMade ? detail : 'ready; its data is made at the first start')];
};
