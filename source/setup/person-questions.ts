import {listDivisions} from '../divisions/list-divisions.js';
import {countOf} from '../platform/count-of.js';
import {BacoError} from '../problems/baco-error.js';
import {readRights} from '../settings/rights.js';
import {
	refuse,
	type Choice,
	type SetupContext,
	type SetupQuestion,
} from './question.js';

export const personQuestions: readonly SetupQuestion[] = [
	{
		id: 'operator',
		title: 'Your user in Synergy',
		kind: 'text',
		explain: 'The user name of your resource (humres.usr_id), without the domain: role, membership and blocks are looked up for it.',
		fallback: ({answers}) => answers.operator ?? answers.user,
		async check(answer, {workspace, signal}) {
			const open = workspace();
			const rights = await readRights(open, {operator: answer, signal});
			if (rights.person === undefined) {
				throw new BacoError('SET-WHO', {operator: answer});
			}

			const divisions = await listDivisions({...open, profile: {...open.profile, operator: answer}}, {signal});
			const own = divisions.filter(({member, blocked}) => member !== false && blocked !== true);
			return {
				says: [
					`${rights.person.fullName}, role ${rights.role.description} ${rights.role.held === false ? 'not held: settings can be read, not saved' : (rights.role.held === true ? 'held' : 'not known')}.`,
					`You belong to ${own.length} of ${countOf(divisions.length, 'division')}.`,
				],
				answers: {operator: answer},
			};
		},
	},
	{
		id: 'store',
		title: 'Where passwords lie',
		kind: 'choice',
		explain: 'The stores of this machine, as they are now.',
		choices: storeChoices,
		async fallback(context) {
			const [first] = await storeChoices(context);
			return first?.value;
		},
		async check(answer, context) {
			const choices = await storeChoices(context);
			if (choices.every(({value}) => value !== answer)) {
				throw refuse(`there is no store ${JSON.stringify(answer)} here; one of: ${choices.map(({value}) => value).join(', ')}`);
			}

			const {credentials, answers} = context;
			const name = `${answers.name ?? ''}/operator`;
			const secret = await credentials.read(name);
			if (answer === 'none' || secret === undefined) {
				return {says: ['Nothing is kept: each baco asks, or reads the environment.'], answers: {store: answer}};
			}

			const status = await credentials.write(name, secret, {store: answer as 'keychain' | 'vault'});
			return {says: [`Your password is ${status.detail}.`], answers: {store: answer}};
		},
	},
];

/** The keychain first, where it really works: over SSH it usually does not. */
async function storeChoices({credentials}: SetupContext): Promise<Choice[]> {
	const stores = await credentials.stores();
	const detailOf = (store: string) => stores.find(one => one.store === store);
	const [keychain, vault] = [detailOf('keychain'), detailOf('vault')];
	return [
		...(keychain?.isUsable === true ? [{value: 'keychain', text: 'the system\'s keychain'}] : []),
		...(vault?.isUsable === true ? [{value: 'vault', text: `a file sealed with a passphrase: ${vault.detail}`}] : []),
		{value: 'none', text: `nowhere: asked each time, or from the environment${keychain?.isUsable === false ? ` (keychain: ${keychain.detail})` : ''}`},
	];
}
