import test from 'ava';
import type {Invocation} from '../../source/commands/command.js';
import {runSubcommand, type Subcommand} from '../../source/commands/subcommands.js';

const ran: Array<readonly string[]> = [];
const action = (name: string, takes: readonly string[]): Subcommand => ({
	takes,
	flags: [],
	async run({positionals}) {
		ran.push([name, ...positionals]);
		return 0;
	},
});

const subcommands = {
	status: {...action('status', ['[CONNECTION...]']), isImpliedByArgument: true},
	relink: action('relink', ['CONNECTION']),
};

const run = async (...positionals: string[]) => runSubcommand('sync-user', subcommands, {positionals, flags: {}} as unknown as Invocation, 'status');

test('the implied action takes what is not the name of one', async t => {
	await run();
	await run('exact-nl', 'twinfield-be');
	await run('relink', 'exact-nl');
	t.deepEqual(ran, [['status'], ['status', 'exact-nl', 'twinfield-be'], ['relink', 'exact-nl']]);
});

test('a mistyped action is one, not an argument, and so is any first word where nothing else is agreed', async t => {
	const plain = {status: action('status', ['[CONNECTION]'])};
	await t.throwsAsync(runSubcommand('settings', plain, {positionals: ['mend'], flags: {}} as unknown as Invocation, 'status'), {message: /has no "mend"/v});
	await t.throwsAsync(run('relnik'), {message: /has no "relnik"; did you mean relink/v});
});
