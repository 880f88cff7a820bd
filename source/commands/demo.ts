import {refuseForeignProfile, saveDemoProfile} from '../demo/demo-profile.js';
import {demoProfileName} from '../demo/demo-profile-name.js';
import {demoFiles, type DemoState} from '../demo/demo-state.js';
import type {Command, Invocation} from './command.js';
import {confirm} from './confirm.js';
import {runSubcommand, type Subcommand} from './subcommands.js';
import {writeOutput} from './write-output.js';

const demo: Command = {
	name: 'demo',
	summary: 'the embedded environment with sample data: start, stop, status, reset',
	usage: [
		'demo [start]                    start it; it runs on until baco demo stop',
		'demo status [--show-password]   whether it runs, and where; with its administrator\'s login',
		'demo stop                       stop it; its data stays',
		'demo reset [--yes]              stop it and remove its data: the next start is new',
		'demo password NAME              print one sample password, as the profile demo asks for it',
	],
	options: {
		yes: {type: 'boolean', short: 'y'},
		'show-password': {type: 'boolean'},
	},
	run: async invocation => runSubcommand('demo', subcommands, invocation, 'start'),
};

const subcommands: Readonly<Record<string, Subcommand>> = {
	start: {
		takes: [],
		flags: [],
		async run(invocation) {
			const {startDemo} = await import('../demo/start-demo.js');
			const {streams, signal} = invocation;
			await refuseForeignProfile();
			const state = await startDemo({
				signal,
				onProgress(line) {
					if (invocation.flags.json !== true) {
						streams.stderr.write(`${line}\n`);
					}
				},
			});
			await saveDemoProfile(state);
			await report(invocation, state, text => [
				...text,
				'',
				'Open the console on it:     baco --demo',
				`Test one of its divisions:  baco test 120 --profile ${demoProfileName}`,
				'It runs on by itself. Stop it with baco demo stop.',
			]);
			return 0;
		},
	},
	status: {
		takes: [],
		flags: ['show-password'],
		async run(invocation) {
			const {demoStatus} = await import('../demo/demo.js');
			await report(invocation, await demoStatus());
			return 0;
		},
	},
	stop: {
		takes: [],
		flags: [],
		async run(invocation) {
			const {stopDemo} = await import('../demo/stop-demo.js');
			const outcome = await stopDemo();
			await report(invocation, undefined, () => [outcome === 'stopped' ? 'The demo is stopped. Its data stays.' : 'The demo does not run.']);
			return 0;
		},
	},
	reset: {
		takes: [],
		flags: ['yes'],
		async run(invocation) {
			await confirm(invocation, `Remove the demo's data in ${demoFiles().directory}, with every change made to it?`, 'demo reset');
			const {resetDemo} = await import('../demo/reset-demo.js');
			await resetDemo();
			await report(invocation, undefined, () => ['The demo\'s data is removed. Start it anew with baco demo.']);
			return 0;
		},
	},
	password: {
		takes: ['NAME'],
		flags: [],
		async run({positionals, streams}) {
			const {readDemoSecret} = await import('../demo/demo-secrets.js');
			// On purpose past the redaction: printing it is what this is for.
			streams.stdout.write(`${await readDemoSecret(positionals[0]!)}\n`);
			return 0;
		},
	},
};

/** The public form of a status, with the administrator's login when it is asked for. */
const report = async (invocation: Invocation, state: DemoState | undefined, extend = (text: readonly string[]): readonly string[] => text): Promise<void> => {
	const login = state !== undefined && invocation.flags['show-password'] === true ? await administratorLogin() : undefined;
	await writeOutput(invocation, {
		json: () => ({...statusDocument(state), ...(login !== undefined && {login})}),
		text: () => extend([...statusLines(state), ...(login === undefined ? [] : [`login ${login.user}, password ${login.password}`])]).join('\n'),
	});
};

const administratorLogin = async () => {
	const {readAdministratorPassword} = await import('../demo/demo-secrets.js');
	return {user: 'sa', password: await readAdministratorPassword()};
};

/** `sqlServer` is the one with the Synergy database; `servers` are all of them. */
const statusDocument = (state: DemoState | undefined) => {
	const {directory} = demoFiles();
	if (state === undefined) {
		return {
			running: false,
			pid: null,
			directory,
			sqlServer: null,
			services: [],
			servers: [],
		};
	}

	const {pid, servers, services, browserPort} = state;
	const [synergy] = servers;
	return {
		running: true,
		pid,
		directory,
		sqlServer: {
			host: synergy?.host,
			port: synergy?.port,
			browserPort,
			databases: synergy?.databases,
		},
		services,
		servers,
	};
};

const statusLines = (state: DemoState | undefined): string[] => {
	if (state === undefined) {
		return [`The demo does not run. Its folder is ${demoFiles().directory}.`];
	}

	const {pid, since, servers, services, browserPort} = state;
	const width = Math.max(...[...servers, ...services].map(({name}) => name.length));
	return [
		`The demo runs as process ${pid} since ${since}, in ${demoFiles().directory}.`,
		...servers.map(({name, host, port, databases}) => `${name.padEnd(width)}  ${host}:${port}  ${databases.join(', ')}`),
		`${'SQL Browser'.padEnd(width)}  UDP port ${browserPort}`,
		...services.map(({name, url}) => `${name.padEnd(width)}  ${url}`),
	];
};

export default demo;
