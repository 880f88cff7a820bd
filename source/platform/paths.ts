import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

export type Paths = {
	readonly configuration: string;
	readonly state: string;
	readonly logs: string;
	readonly demo: string;
	readonly cache: string;
};

export type PathsSource = {
	readonly environment?: Readonly<NodeJS.ProcessEnv>;
	readonly platform?: NodeJS.Platform;
	readonly home?: string;
};

/** Folders of this user: `BACO_HOME` moves all of them to one place, else those of the operating system. */
export const paths = ({environment = process.env, platform = process.platform, home = os.homedir()}: PathsSource = {}): Paths => {
	const bacoHome = environment.BACO_HOME;
	if (bacoHome !== undefined && bacoHome !== '') {
		const root = path.resolve(bacoHome);
		return folders(root, root, path.join(root, 'cache'));
	}

	if (platform === 'win32') {
		const local = path.win32.join(given(environment.LOCALAPPDATA) ?? path.win32.join(home, 'AppData', 'Local'), 'baco');
		const roaming = path.win32.join(given(environment.APPDATA) ?? path.win32.join(home, 'AppData', 'Roaming'), 'baco');
		return folders(roaming, local, path.win32.join(local, 'cache'), path.win32);
	}

	if (platform === 'darwin') {
		const library = path.posix.join(home, 'Library');
		const support = path.posix.join(library, 'Application Support', 'baco');
		return folders(support, support, path.posix.join(library, 'Caches', 'baco'), path.posix);
	}

	const xdg = (name: string, fallback: string) => path.posix.join(absolute(environment[name]) ?? path.posix.join(home, fallback), 'baco');
	return folders(xdg('XDG_CONFIG_HOME', '.config'), xdg('XDG_STATE_HOME', '.local/state'), xdg('XDG_CACHE_HOME', '.cache'), path.posix);
};

const folders = (configuration: string, root: string, cache: string, {join}: path.PlatformPath = path): Paths => ({
	configuration: join(configuration, 'configuration'),
	state: join(root, 'state'),
	logs: join(root, 'logs'),
	demo: join(root, 'demo'),
	cache,
});

const given = (value: string | undefined) => value === '' ? undefined : value;

/** The XDG specification has relative values ignored. */
const absolute = (value: string | undefined) => value !== undefined && path.posix.isAbsolute(value) ? value : undefined;
