import {
	access,
	constants,
	stat,
	statfs,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {paths} from '../platform/paths.js';
import {errorCode} from '../platform/write-file.js';
import {vaultFileName} from '../credentials/vault.js';
import {profileFileName} from '../profiles/profile-file.js';
import {whyNotUsable} from './try-folder.js';
import {
	fail,
	pass,
	warn,
	type DoctorCheck,
} from './check.js';

/** Whether the folders can be written, are private, and have room. */
export const inspectFolders = async (platform: NodeJS.Platform = process.platform): Promise<DoctorCheck[]> => {
	const {configuration, state, logs} = paths();
	const checks = await Promise.all([
		inspectFolder('configuration', 'Configuration', configuration, platform),
		inspectFolder('state', 'State', state, platform),
		inspectFolder('logs', 'Logs', logs, platform),
		inspectSpace(state),
		inspectPrivacy([profileFileName(), vaultFileName(), path.join(state, 'audit.ndjson')]),
	]);
	return checks.flat();
};

const inspectFolder = async (id: string, title: string, folder: string, platform: NodeJS.Platform): Promise<DoctorCheck> => {
	const existing = await nearestExisting(folder);
	const suffix = existing === folder ? '' : ' (not made yet)';
	if (platform === 'win32') {
		const reason = await whyNotUsable(existing);
		return reason === undefined ? pass(id, title, folder + suffix) : notWritable(id, title, folder, reason);
	}

	try {
		await access(existing, constants.W_OK);
		await access(existing, constants.X_OK);
		return pass(id, title, folder + suffix);
	} catch (error) {
		return notWritable(id, title, folder, errorCode(error));
	}
};

const notWritable = (id: string, title: string, folder: string, reason: string) => fail(id, title, `${folder} cannot be written: ${reason}`, 'Give your user the right to write it, or set BACO_HOME to a folder of your own.');

const inspectSpace = async (folder: string): Promise<DoctorCheck> => {
	const {bavail, bsize} = await statfs(await nearestExisting(folder));
	const free = Math.floor(bavail * bsize / 1_048_576);
	return free < 100
		? warn('space', 'Disk space', `${free} MB free`, 'Free some space: logs and the records of changes are kept there.')
		: pass('space', 'Disk space', `${free} MB free`);
};

/** Windows has no such modes; the folder there is the user's own. */
const inspectPrivacy = async (files: readonly string[]): Promise<DoctorCheck[]> => {
	if (process.platform === 'win32') {
		return [];
	}

	const open = await Promise.all(files.map(async file => {
		const details = await stat(file).catch(() => undefined);
		// eslint-disable-next-line no-bitwise -- a file mode is a set of bits
		return details !== undefined && (details.mode & 0o077) !== 0 ? file : undefined;
	}));
	const exposed = open.filter(file => file !== undefined);
	return [exposed.length === 0
		? pass('privacy', 'File modes', 'files are readable by you alone')
		: fail('privacy', 'File modes', `others can read ${exposed.join(', ')}`, `Run chmod 600 ${exposed.map(file => `'${file}'`).join(' ')}.`)];
};

const nearestExisting = async (folder: string): Promise<string> => {
	const details = await stat(folder).catch(() => undefined);
	const above = path.dirname(folder);
	return details !== undefined || above === folder ? folder : nearestExisting(above);
};
