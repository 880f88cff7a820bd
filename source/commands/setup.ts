import type {Command, Invocation} from './command.js';
import {refuseArguments} from './subcommands.js';

const setup: Command = {
	name: 'setup',
	summary: 'first-time set-up: from nothing to a tested profile, by questions or from a file',
	usage: [
		'setup                            question by question in the terminal, in lines that stay',
		'setup --from FILE [--dry-run]    answers from a JSON file: {"name": "acme", "server": "SQL01", "user": "support", "operator": "j.doe", ...};',
		'                                 passwords from the environment (BACO_PASSWORD_ACME_OPERATOR, ..._BACO, ..._SERVICE) or the stores',
		'Left in the middle, it goes on where it was.',
	],
	options: {from: {type: 'string'}, 'dry-run': {type: 'boolean'}},
	async run(invocation: Invocation) {
		refuseArguments('setup', [], invocation.positionals);
		const {flags} = invocation;
		if (typeof flags.from === 'string') {
			const {setupFromFile} = await import('./setup-from-file.js');
			return setupFromFile(invocation, flags.from);
		}

		const {setupByLines} = await import('./setup-by-lines.js');
		return setupByLines(invocation);
	},
};

export default setup;
