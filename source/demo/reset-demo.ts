import {rm} from 'node:fs/promises';
import {writeFailure} from '../platform/write-file.js';
import {syncStateFile} from '../sync-user/sync-state.js';
import {demoProfileName} from './demo-profile-name.js';
import {demoFiles} from './demo-state.js';
import {stopDemo} from './stop-demo.js';

/** Stops the demo and removes its data, passwords and log. Other files in its folder stay. */
export const resetDemo = async (): Promise<void> => {
	await stopDemo();
	const {directory, ...files} = demoFiles();
	await Promise.all([...Object.values(files), syncStateFile(demoProfileName)].map(async file => rm(file, {recursive: true, force: true, maxRetries: 3}))).catch((error: unknown) => {
		throw writeFailure(directory, error);
	});
};
