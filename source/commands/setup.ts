import type {Command, Invocation} from './command.js';
import {refuseArguments} from './subcommands.js';

const setup: Command = {
	name: 'setup',
	summary: 'first-time set-up: from nothing to a tested profile, by questions or from a file',
	usage: [
		'setup [--plain]                  question by question in the terminal; with --plain in lines that stay',
		'setup --from FILE [--dry-run]    answers from a JSON file: {"name": "acme", "server": "SQL01", "user": "support", "operator": "j.doe", ...};',
		'                                 passwords from the environment (BACO_PASSWORD_ACME_OPERATOR, ..._BACO, ..._SERVICE) or the stores;',
		String.raw`                                 that of Baco may be another one on a server: ..._BACO_SQL02_EXACT is acme/baco@SQL02\EXACT`,
		'                                 user is a SQL Server login, which works over SSH and from every system; Windows accounts are not offered, and',
		'                                 the server must be in mixed mode (SELECT SERVERPROPERTY(\'IsIntegratedSecurityOnly\') says 0; a sysadmin switches it);',
		'                                 trust: pin (exactly the certificate seen), unseen (any), off (no encryption), or caFile: the file of an authority;',
		'                                 store: keychain, vault or none (usual: none); readOnly: true or false (usual: true)',
		'Left in the middle, it goes on where it was.',
	],
	options: {from: {type: 'string'}, 'dry-run': {type: 'boolean'}},
	async run(invocation: Invocation) {
		refuseArguments('setup', [], invocation.positionals);
		const {flags, streams, signal} = invocation;
		if (typeof flags.from === 'string') {
			const {setupFromFile} = await import('./setup-from-file.js');
			return setupFromFile(invocation, flags.from);
		}

		const {isPlain, runSetupConsole} = await import('../console/run-console.js');
		if (streams.stdin.isTTY && flags.plain !== true && flags.json !== true && !isPlain(streams)) {
			const code = await runSetupConsole({isDryRun: flags['dry-run'] === true, streams, signal});
			if (code === 130) {
				streams.stderr.write('The set-up was left; the next baco setup goes on there.\n');
			}

			return code;
		}

		const {setupByLines} = await import('./setup-by-lines.js');
		return setupByLines(invocation);
	},
};

export default setup;
