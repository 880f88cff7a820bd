import {readAccessServers} from '../access-servers/read-access-servers.js';
import type {Division} from '../divisions/contract.js';
import {listDivisions} from '../divisions/list-divisions.js';
import {parseMacAddress, formatMacAddress} from '../divisions/mac-address.js';
import {parseWebServer} from '../divisions/web-server.js';
import {probeService} from '../entity-service/probe-service.js';
import {BacoError, toBacoError} from '../problems/baco-error.js';
import {macCandidates} from '../settings/choose-mac.js';
import {reachedAddress} from '../profiles/reached-address.js';
import type {Workspace} from '../workspace/contract.js';
import {findDbConfig} from './db-config.js';
import {
	refuse,
	type Choice,
	type SetupContext,
	type SetupQuestion,
} from './question.js';
import {tryBaco} from './try-baco.js';

export const globeQuestions: readonly SetupQuestion[] = [
	{
		id: 'baco',
		title: 'Password of Baco',
		kind: 'secret',
		explain: 'The SQL login of the Globe servers; the system administrator or the Exact Support Desk has its password.',
		empty: 'Enter alone goes on without it.',
		async check(answer, context) {
			if (answer === '') {
				return {says: ['Without it the tests stop at the login.']};
			}

			const open = context.workspace();
			const says = await tryBaco(open, {
				password: answer, divisions: await firstOfEachServer(open, context.signal), triesAll: context.isRepeated, signal: context.signal,
			});
			return {says, secret: {name: `${open.profile.name}/baco`, value: answer}};
		},
	},
	{
		id: 'macAddress',
		title: 'MAC address of the application server',
		kind: 'choice',
		explain: 'Chosen on the back office page; run getmac on the application server to see its own list.',
		choices: async context => [...await macChoices(context), {value: '', text: 'none: the MAC addresses of BacoAccessServers are then not judged'}],
		other: 'another address, typed',
		async fallback(context) {
			// A card of this machine is right only when this is the application server.
			const own = new Set(await findDbConfig() === undefined ? macCandidates().map(({value}) => value) : []);
			const choices = await macChoices(context);
			return choices.find(({value}) => !own.has(value))?.value ?? '';
		},
		async check(answer) {
			const digits = parseMacAddress(answer);
			if (answer !== '' && digits === undefined) {
				throw new BacoError('SET-MAC', {value: answer});
			}

			return {says: digits === undefined ? ['The MAC addresses of BacoAccessServers are then not judged.'] : [], answers: {macAddress: digits === undefined ? '' : formatMacAddress(digits)}};
		},
	},
	{
		id: 'serviceUser',
		title: 'Windows account for the entity service',
		kind: 'text',
		explain: String.raw`DOMAIN\USER with which the test reads from the entity service. Empty: the service is only probed.`,
		fallback: ({answers}) => answers.serviceUser ?? '',
		async check(answer, {workspace, signal}) {
			return {says: await probeServices(workspace(), signal), answers: {serviceUser: answer}};
		},
	},
	{
		id: 'servicePassword',
		title: 'Its password',
		kind: 'secret',
		explain: 'It is used for NTLM with the entity service.',
		applies: ({answers}) => (answers.serviceUser ?? '') !== '',
		async check(answer, {answers}) {
			return {says: [], ...(answer !== '' && {secret: {name: `${answers.name ?? ''}/service`, value: answer}})};
		},
	},
	{
		id: 'readOnly',
		title: 'Read-only',
		kind: 'choice',
		explain: 'A read-only profile refuses every change. Start with it; baco profile set NAME --no-read-only lifts it.',
		choices: async () => [{value: 'yes', text: 'refuse every change'}, {value: 'no', text: 'changes are possible, each with a preview and a question'}],
		fallback: () => 'yes',
		async check(answer) {
			if (answer !== 'yes' && answer !== 'no') {
				throw refuse(`${JSON.stringify(answer)} is not one of: yes, no`);
			}

			return {says: [], answers: {readOnly: answer}};
		},
	},
	{
		id: 'label',
		title: 'Label',
		kind: 'text',
		explain: 'Shown in the header of the console, as PRODUCTION. Empty for none.',
		fallback: ({answers}) => answers.label ?? '',
		async check(answer) {
			if (answer.length > 40) {
				throw refuse('it is longer than 40 characters');
			}

			return {says: [], answers: {label: answer}};
		},
	},
];

const isUsable = ({enabled, serverPath, databaseName}: Division) => enabled && serverPath.trim() !== '' && databaseName.trim() !== '';

const firstOfEachServer = async (workspace: Workspace, signal: AbortSignal): Promise<Division[]> => {
	const all = await listDivisions(workspace, {signal});
	const divisions = all.filter(division => isUsable(division));
	return divisions.filter(({serverPath}, index) => divisions.findIndex(one => one.serverPath.toLowerCase() === serverPath.toLowerCase()) === index);
};

/** Of the first Globe database that opens: the machine that the settings call the application server. */
async function macChoices({workspace, credentials, answers, signal}: SetupContext): Promise<Choice[]> {
	const open = workspace();
	// Who has no password of Baco was asked already.
	const name = `${answers.name ?? ''}/baco`;
	const password = await credentials.read(name);
	const divisions = password === undefined ? [] : await firstOfEachServer(open, signal);
	for (const division of divisions.slice(0, 3)) {
		// A server that refuses it makes the workspace forget it, and ask.
		open.credentials.remember(name, password!);
		try {
			// eslint-disable-next-line no-await-in-loop -- until one opens
			const {rows} = await readAccessServers(open, division, {signal});
			const candidates = macCandidates(rows);
			if (candidates.length > 0) {
				return candidates.map(({value, source}) => ({value, text: `${value}, ${source}`}));
			}
		} catch (error) {
			if (toBacoError(error).id === 'CANCELLED') {
				throw error;
			}
		}
	}

	return macCandidates().map(({value, source}) => ({value, text: `${value}, ${source}`}));
}

/** The entity Windows service of each web server that the settings name: installed, running, reachable. */
const probeServices = async (workspace: Workspace, signal: AbortSignal): Promise<string[]> => {
	const divisions = await listDivisions(workspace, {signal});
	const names = new Set(divisions.filter(division => isUsable(division)).map(({webService}) => webService.trim()));
	const says: string[] = [];
	for (const name of [...names].slice(0, 10)) {
		const parsed = parseWebServer(name);
		if ('reason' in parsed) {
			says.push(`${name}: ${parsed.reason}.`);
			continue;
		}

		const {host, port, secure} = parsed.value;
		// eslint-disable-next-line no-await-in-loop -- one service after another
		const probe = await probeService({name: host, ...reachedAddress(workspace.profile.addresses, host, port), secure}, {signal, timeoutMs: 4000});
		says.push(`${name}: ${probe.error === undefined ? (probe.wsdl === 'found' || probe.rest === 'found' ? 'the entity service answers' : 'something else answers there') : `no answer (${probe.error})`}.`);
	}

	return says;
};
