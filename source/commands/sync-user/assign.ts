import {countOf} from '../../platform/count-of.js';
import type {Owned} from '../../sync-user/assign-companies.js';
import {codeOf} from '../../sync-user/coverage.js';
import {confirm} from '../confirm.js';
import type {Invocation} from '../command.js';
import type {Subcommand} from '../subcommands.js';
import {tableOptions, textTable} from '../text-table.js';
import {writeOutput} from '../write-output.js';
import {withConnection, type Chosen} from './with-connection.js';

export const assignSubcommand: Subcommand = {
	takes: ['CONNECTION', '[COMPANY...]'],
	flags: ['release', 'yes'],
	run: async invocation => withConnection(invocation, async chosen => assign(invocation, chosen)),
};

const assign = async (invocation: Invocation, {workspace, view, connection}: Chosen): Promise<number> => {
	const {assignCompanies, meantCompanies, ownedCompanies} = await import('../../sync-user/assign-companies.js');
	const owned = ownedCompanies(view, connection);
	const [, ...given] = invocation.positionals;
	if (given.length === 0) {
		await writeOutput(invocation, {
			json: () => ({companies: owned.map(entry => documentOf(entry))}),
			text: async () => owned.length === 0 ? `The office has no company of type ${connection.type}.` : textTable(columns, owned, tableOptions(invocation)),
		});
		return 0;
	}

	const isRelease = invocation.flags.release === true;
	const companies = meantCompanies(owned, given).filter(({owner, by}) => isRelease ? by === 'operator' && owner!.id === connection.id : by !== 'operator' || owner!.id !== connection.id);
	if (companies.length === 0) {
		await writeOutput(invocation, {json: () => ({connection: connection.id, companies: [], audit: null}), text: () => isRelease ? 'None of these is assigned to this connection.' : 'They are assigned to this connection already.'});
		return 0;
	}

	invocation.streams.stderr.write(`${companies.map(({company, owner, by}) => `${codeOf(company)} ${company.name}: ${owner === undefined ? 'not known' : `${owner.description}${by === 'seen' ? ' (seen)' : ''}`} -> ${isRelease ? 'not assigned' : connection.description}`).join('\n')}\n`);
	await confirm(invocation, isRelease ? `Take back the assignment of ${countOf(companies.length, 'company', 'companies')}?` : `Assign ${companies.length} ${companies.length === 1 ? 'company' : 'companies'} to ${connection.description}?`, 'sync-user assign');
	const record = await assignCompanies(workspace, view, {connection, companies, isRelease});
	await writeOutput(invocation, {
		json: () => ({connection: connection.id, companies: companies.map(({company: {id, name}}) => ({id, name})), audit: record.id}),
		text: () => `${isRelease ? 'Released' : 'Assigned'} (audit ${record.id}). It is kept in the profile: companies of the connection.`,
	});
	return 0;
};

const documentOf = ({company: {id, name, externalId, companyCode}, owner, by}: Owned) => ({
	id, name, externalId, companyCode, connection: owner?.id ?? null, by: by ?? null,
});

const words = {operator: 'assigned', seen: 'seen with its user'} as const;

const columns = [
	{title: 'code', value: ({company}: Owned) => codeOf(company)},
	{title: 'company', value: ({company}: Owned) => company.name},
	{title: 'connection', value: ({owner}: Owned) => owner?.description ?? 'not known'},
	{title: 'why', value: ({by}: Owned) => by === undefined ? '' : words[by]},
	{title: 'id', value: ({company}: Owned) => company.id},
];
