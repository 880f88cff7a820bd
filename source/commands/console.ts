import type {Command} from './command.js';
import {refuseArguments} from './subcommands.js';

const console: Command = {
	name: 'console',
	summary: 'the full-screen console (what baco alone starts)',
	usage: ['console [--profile NAME, --demo] [--plain]'],
	options: {},
	startsDemo: true,
	async run({flags, positionals, streams, signal}) {
		refuseArguments('console', [], positionals);
		const {runConsole} = await import('../console/run-console.js');
		return runConsole({
			profile: typeof flags.profile === 'string' && flags.demo !== true ? flags.profile : undefined,
			plain: flags.plain === true,
			demo: flags.demo === true,
			streams,
			signal,
		});
	},
};

export default console;
