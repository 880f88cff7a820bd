import {BacoError} from '../../problems/baco-error.js';
import {faultOf} from '../../profiles/accounting-system-fields.js';
import {chooseProfile} from '../../profiles/choose-profile.js';
import {changeProfile} from '../../profiles/profile-store.js';
import {exactOnlineSites, siteOfCountry} from '../../sync-user/exact-online/sites.js';
import type {Subcommand} from '../subcommands.js';
import {writeOutput} from '../write-output.js';

const texts = {
	system: 'system', url: 'url', 'client-id': 'clientId', 'redirect-uri': 'redirectUri', division: 'division', description: 'description',
} as const;

export const configureSubcommand: Subcommand = {
	takes: ['CONNECTION'],
	flags: [...Object.keys(texts), 'country', 'match-by'],
	async run(invocation) {
		const {flags, positionals} = invocation;
		const [id = ''] = positionals;
		const profile = await chooseProfile(typeof flags.profile === 'string' ? flags.profile : undefined);
		const given = Object.fromEntries(Object.entries(texts).filter(([flag]) => flags[flag] !== undefined).map(([flag, field]) => [field, flags[flag]]));
		const changes = {
			...given,
			...(typeof flags.country === 'string' && {url: siteFor(flags.country)}),
			...(typeof flags['match-by'] === 'string' && {matchBy: flags['match-by'].split(',')}),
		};
		const changed: Readonly<Record<string, unknown>> = {...profile.accountingSystems?.[id], ...changes};
		const fault = faultOf(id, changed);
		if (fault !== undefined) {
			throw new BacoError('USAGE-1', {detail: `The connection cannot be configured so: ${fault}`, cause: 'What a flag or the name says cannot be used.', command: 'sync-user'});
		}

		await changeProfile(profile.name, before => ({...before, accountingSystems: {...(before.accountingSystems as object | undefined), [id]: changed}}));
		await writeOutput(invocation, {
			json: () => ({id, ...changed}),
			text: () => [
				`Connection ${id} of profile ${profile.name} is ${String(changed.system)}${typeof changed.url === 'string' ? ` at ${changed.url}` : ''}.`,
				...(changed.clientId === undefined ? [] : [`Store the secret of its application: baco credential set ${profile.name}/sync-client@${id}`]),
			].join('\n'),
		});
		return 0;
	},
};

const siteFor = (country: string): string => {
	const site = siteOfCountry(country);
	if (site === undefined) {
		throw new BacoError('USAGE-1', {detail: `Exact Online has no site for ${JSON.stringify(country)}; it is ${exactOnlineSites.join(', ')}`, command: 'sync-user'});
	}

	return site;
};
