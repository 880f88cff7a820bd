import path from 'node:path';
import process from 'node:process';
import {sessionAdvice, sessionWarning} from '../platform/session-end.js';
import {warn, type DoctorCheck} from './check.js';

export type WindowsFacts = {readonly platform?: NodeJS.Platform; readonly environment?: Readonly<NodeJS.ProcessEnv>};

/** What is otherwise on Windows, where it matters: who can read a folder of one's own choice, and what ends with a session. */
export const inspectWindows = ({platform = process.platform, environment = process.env}: WindowsFacts = {}): DoctorCheck[] => platform === 'win32' ? [...folderRights(environment), ...session(environment)] : [];

/** A folder outside the profile of the user has the rights of the folder above it. */
const folderRights = (environment: Readonly<NodeJS.ProcessEnv>): DoctorCheck[] => {
	const {BACO_HOME: home = '', USERPROFILE: profile = ''} = environment;
	const isOwn = home === '' || (profile !== '' && isBelow(home, profile));
	return isOwn
		? []
		: [warn(
			'privacy',
			'Folder rights',
			`BACO_HOME, ${home}, is outside your user profile: others may be able to read and change what is kept there, as the profiles and the vault of passwords`,
			String.raw`Keep it to yourself: icacls "${home}" /inheritance:r /grant:r "%USERDOMAIN%\%USERNAME%:(OI)(CI)F" (in cmd.exe); or take BACO_HOME away: the folders are in your user profile then.`,
		)];
};

const isBelow = (folder: string, above: string) => {
	const relative = path.win32.relative(above, folder);
	return relative !== '..' && !relative.startsWith('..\\') && !path.win32.isAbsolute(relative);
};

const session = (environment: Readonly<NodeJS.ProcessEnv>): DoctorCheck[] => {
	const warning = sessionWarning({platform: 'win32', environment});
	return warning === undefined ? [] : [warn('session', 'Session', warning, sessionAdvice)];
};
