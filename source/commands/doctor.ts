import {exitCodes} from '../problems/exit-codes.js';
import type {Command, Invocation} from './command.js';
import {openCommandWorkspace} from './open-command-workspace.js';
import {refuseArguments} from './subcommands.js';
import {tableOptions, textTable} from './text-table.js';
import {writeOutput} from './write-output.js';

const doctor: Command = {
	name: 'doctor',
	summary: 'the console\'s own environment: Node, terminal, keychain, clock, folders; with --connect the servers too',
	usage: ['doctor [--json]    this machine only: no server is asked', 'doctor --connect   and what the profile stands on: Synergy, your role, certificates, tunnels, the login of Baco,\n                      the MAC address, entity services, the .NET temporary folder'],
	options: {connect: {type: 'boolean'}},
	async run(invocation) {
		refuseArguments('doctor', [], invocation.positionals);
		const {inspectEnvironment} = await import('../doctor/inspect-environment.js');
		const checks = [...await inspectEnvironment(), ...invocation.flags.connect === true ? await connectionChecks(invocation) : []];
		const isFailed = checks.some(({status}) => status === 'fail');
		await writeOutput(invocation, {
			json: () => ({status: isFailed ? 'fail' : 'pass', checks}),
			text: async () => [
				await textTable([
					{title: '', value: ({status}) => status},
					{title: 'check', value: ({title}) => title},
					{title: 'seen', value: ({detail}) => detail},
				], checks, {isPlain: tableOptions(invocation).isPlain}),
				...new Set(checks.filter(({fix}) => fix !== undefined).map(({title, fix}) => `${title}: ${fix!}`)),
				...(invocation.flags.connect === true || checks.every(({id, status}) => id !== 'profiles' || status !== 'pass') ? [] : ['Only this machine was checked: no server of the profile was asked. To check what the profile stands on (Synergy, your role, certificates, tunnels, the login of Baco, the MAC address, entity services): baco doctor --connect']),
			].join('\n'),
		});
		return isFailed ? exitCodes.failed : exitCodes.done;
	},
};

const connectionChecks = async (invocation: Invocation) => {
	const {inspectConnection} = await import('../doctor/inspect-connection.js');
	const workspace = await openCommandWorkspace(invocation);
	try {
		return await inspectConnection(workspace, invocation.signal);
	} finally {
		await workspace.close();
	}
};

export default doctor;
