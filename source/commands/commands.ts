import type {Command} from './command.js';

export type CommandEntry = {
	readonly name: string;
	readonly summary: string;
	/** Loads the command's file; nothing else of it is loaded before. */
	readonly load: () => Promise<{readonly default: Command}>;
};

/** Every command, in the order of the help text. */
export const commands: readonly CommandEntry[] = [
	{name: 'console', summary: 'the full-screen console (what baco alone starts)', load: async () => import('./console.js')},
	{name: 'demo', summary: 'the embedded environment with sample data: start, stop, status, reset', load: async () => import('./demo.js')},
	{name: 'setup', summary: 'first-time set-up: from nothing to a tested profile, by questions or from a file', load: async () => import('./setup.js')},
	{name: 'profile', summary: 'named environments: list, show, add, set, use, remove, export, import', load: async () => import('./profile.js')},
	{name: 'credential', summary: 'where each secret is kept: status, set, delete', load: async () => import('./credential.js')},
	{name: 'divisions', summary: 'the pick list of divisions with their connection settings and last test', load: async () => import('./divisions.js')},
	{name: 'test', summary: 'the connection test of one, several or all divisions', load: async () => import('./test.js')},
	{name: 'access-servers', summary: 'the table BacoAccessServers of a division: list, repair, undo', load: async () => import('./access-servers.js')},
	{name: 'settings', summary: 'back office connection settings: show, save, remove, mac, undo, move; saved only when the test passes', load: async () => import('./settings.js')},
	{name: 'jobs', summary: 'the catalogue of background jobs', load: async () => import('./jobs.js')},
	{name: 'run', summary: 'launch a job as a child process that outlives this terminal', load: async () => import('./run.js')},
	{name: 'runs', summary: 'inspect, follow, stop and repeat runs: list, show, log, cancel, again', load: async () => import('./runs.js')},
	{name: 'process-log', summary: 'the process report of Synergy: what the background jobs logged', load: async () => import('./process-log.js')},
	{name: 'audit', summary: 'the changes made through baco', load: async () => import('./audit.js')},
	{name: 'sync-user', summary: 'the synchronisation user of each accounting system connection: status, set, relink, refresh', load: async () => import('./sync-user.js')},
	{name: 'serve', summary: 'the web services GetMacAddress and UpdateMacAddress: back office settings over REST and SOAP', load: async () => import('./serve.js')},
	{name: 'doctor', summary: 'the console\'s own environment: Node, terminal, keychain, clock, folders; with --connect the servers too', load: async () => import('./doctor.js')},
];
