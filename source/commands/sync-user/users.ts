import {BacoError} from '../../problems/baco-error.js';
import type {OfficeUser} from '../../sync-user/contract.js';
import {stateOf} from '../../sync-user/sync-state.js';
import type {Invocation} from '../command.js';
import type {Subcommand} from '../subcommands.js';
import {tableOptions, textTable} from '../text-table.js';
import {writeOutput} from '../write-output.js';
import {withConnection, type Chosen} from './with-connection.js';

export const usersSubcommand: Subcommand = {
	takes: ['CONNECTION'],
	flags: [],
	run: async invocation => withConnection(invocation, async chosen => listUsers(invocation, chosen)),
};

const listUsers = async (invocation: Invocation, {view, connection}: Chosen): Promise<number> => {
	if (view.office === undefined) {
		throw view.problem ?? new BacoError('SYNC-NO-OFFICE');
	}

	const users = await view.office.users();
	const current = stateOf(view.state, connection.id).syncUser?.id;
	await writeOutput(invocation, {
		json: () => ({connection: connection.id, users: users.map(user => ({...user, isSyncUser: user.id === current}))}),
		text: async () => users.length === 0 ? 'The office has no users that this key shows.' : textTable(columnsOf(current), users, tableOptions(invocation)),
	});
	return 0;
};

const columnsOf = (current: string | undefined) => [
	{title: 'user', value: ({userName}: OfficeUser) => userName},
	{title: 'name', value: ({name}: OfficeUser) => name},
	{title: 'roles', value: ({roles}: OfficeUser) => roles.join(', ')},
	{title: 'active', value: ({isActive}: OfficeUser) => isActive ? 'yes' : 'no'},
	{title: 'now', value: ({id}: OfficeUser) => id === current ? 'synchronisation user' : ''},
];
