import {BacoError} from '../problems/baco-error.js';
import type {Command, Invocation} from './command.js';
import {openCommandWorkspace} from './open-command-workspace.js';
import {refuseArguments} from './subcommands.js';
import {writeOutput} from './write-output.js';

const defaultPort = 8030;

const serve: Command = {
	name: 'serve',
	summary: 'the web services GetMacAddress and UpdateMacAddress: back office settings over REST and SOAP',
	usage: [
		'serve [--host 127.0.0.1] [--port 8030] [--tls-certificate FILE --tls-key FILE] [--accept-warnings]',
		'    runs until it is interrupted; an address that others reach needs the certificate',
		'    --accept-warnings saves although the connection test warns',
	],
	options: {
		host: {type: 'string'},
		port: {type: 'string'},
		'tls-certificate': {type: 'string'},
		'tls-key': {type: 'string'},
		'accept-warnings': {type: 'boolean'},
	},
	async run(invocation) {
		refuseArguments('serve', [], invocation.positionals);
		const {flags, signal, streams} = invocation;
		const {serveSettings} = await import('../web-services/serve-settings.js');
		const workspace = await openCommandWorkspace(invocation);
		try {
			// A wrong password of the service's own is told now, not to its first caller.
			await workspace.synergy({signal});
			const running = await serveSettings(workspace, {
				host: textOf(flags.host) ?? '127.0.0.1',
				port: portOf(textOf(flags.port)),
				certificateFile: textOf(flags['tls-certificate']),
				keyFile: textOf(flags['tls-key']),
				acceptsWarnings: flags['accept-warnings'] === true,
				log(line) {
					streams.stderr.write(`${line}\n`);
				},
			});
			try {
				await writeOutput(invocation, {
					json: () => ({url: running.url, profile: workspace.profile.name}),
					text: async () => `Serving the back office settings of ${workspace.profile.name} on ${running.url}. Ctrl-C ends it.`,
				});
				await interrupted(signal);
			} finally {
				await running.stop();
			}
		} finally {
			await workspace.close();
		}

		return 0;
	},
};

const textOf = (flag: Invocation['flags'][string]) => typeof flag === 'string' ? flag : undefined;

const portOf = (text: string | undefined): number => {
	const port = text === undefined ? defaultPort : Number(text);
	if (!Number.isSafeInteger(port) || port < 0 || port > 65_535) {
		throw new BacoError('USAGE-1', {detail: `--port ${text} is no number from 0 to 65535`, command: 'serve'});
	}

	return port;
};

const interrupted = async (signal: AbortSignal) => new Promise<void>(resolve => {
	if (signal.aborted) {
		resolve();
		return;
	}

	signal.addEventListener('abort', () => {
		resolve();
	}, {once: true});
});

export default serve;
