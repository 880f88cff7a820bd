import {formatServerPath, parseServerPath} from '../divisions/server-path.js';
import type {Division} from '../divisions/contract.js';
import {BacoError} from '../problems/baco-error.js';
import {serverOf, wayBlocked} from './globe-seen.js';
import type {SetupAnswers} from './answers.js';
import type {Accepted, SetupContext, SetupQuestion} from './question.js';
import {tryBaco} from './try-baco.js';

const explain = 'The SQL login of the Globe servers; the system administrator or the Exact Support Desk has its password.';

/** The password of Baco, asked for each SQL server that the database paths of the enabled divisions name. */
export const bacoQuestion: SetupQuestion = {
	id: 'baco',
	title: 'Password of Baco',
	kind: 'secret',
	explain,
	async parts(context) {
		const {workspace, seen, signal} = context;
		const servers = await seen.servers(workspace(), signal);
		const isForAllKept = await keptForAll(context) !== undefined;
		return servers.length === 0 ? [forAll] : servers.map((division, index) => forServer(division, {index, servers, before: serverBefore(servers.slice(0, index), {seen, isForAllKept})}));
	},
	async check() {
		throw new TypeError('Each server has a question of its own.');
	},
};

/** No enabled division names a server: it cannot be tried. */
const forAll: SetupQuestion = {
	id: 'baco',
	title: 'Password of Baco',
	kind: 'secret',
	explain,
	empty: 'Enter alone goes on without it.',
	credentials: ['baco'],
	check: async (answer, {answers}) => answer === ''
		? {says: ['Without it the tests stop at the login.']}
		: {says: ['No enabled division names a SQL server, so it was not tried.'], secret: {name: `${answers.name ?? ''}/baco`, value: answer}},
};

/** The last server before that let Baco in, else the last that took a password untried: one that goes without is no example. */
const serverBefore = (earlier: readonly Division[], {seen, isForAllKept}: Pick<SetupContext, 'seen'> & {readonly isForAllKept: boolean}): string | undefined => {
	const taken = earlier.filter(one => seen.passwords.has(serverOf(one).toLowerCase()));
	const division = taken.findLast(one => seen.logins.get(serverOf(one).toLowerCase())?.isOpen === true) ?? taken.at(-1) ?? (isForAllKept ? earlier[0] : undefined);
	return division && serverOf(division);
};

const keptForAll = async ({credentials, answers: {name: profile = ''}}: SetupContext) => credentials.read(`${profile}/baco`);

type Place = {
	readonly index: number;
	readonly servers: readonly Division[];
	/** Whose password Enter alone takes. */
	readonly before: string | undefined;
};

/** The password of the first server is kept for all of them, that of another one for itself where it differs. */
const forServer = (division: Division, {index, servers, before}: Place): SetupQuestion => {
	const server = serverOf(division);
	const parsed = parseServerPath(server);
	const own = `baco@${'value' in parsed ? formatServerPath(parsed.value) : server}`;
	return {
		id: 'baco',
		title: `Password of Baco on ${server}${servers.length === 1 ? '' : ` (server ${index + 1} of ${servers.length})`}`,
		kind: 'secret',
		explain,
		empty: before === undefined ? 'Enter alone goes on without it.' : `Enter alone takes the same as for ${before}.`,
		credentials: index === 0 ? ['baco', own] : [own, 'baco'],
		// The password for all servers is no answer to the question of one that was not asked.
		wasAnswered: answers => askedServers(answers).includes(server.toLowerCase()),
		async check(answer, context) {
			const accepted = await checkServer(division, answer, {
				context, before, own, isFirst: index === 0,
			});
			if (context.isUnattended && index === servers.length - 1) {
				refuseAllClosed(context);
			}

			const bacoServers = [...new Set([...askedServers(context.answers), server.toLowerCase()])].join('\n');
			return {...accepted, answers: {bacoServers}};
		},
	};
};

const askedServers = ({bacoServers = ''}: SetupAnswers): string[] => bacoServers.split('\n').filter(server => server !== '');

type Asked = {readonly context: SetupContext; readonly before: string | undefined; readonly own: string; readonly isFirst: boolean};

const checkServer = async (division: Division, answer: string, {context, before, own, isFirst}: Asked): Promise<Accepted> => {
	const {seen, workspace, answers: {name: profile = ''}, credentials, signal, isRepeated, isUnattended} = context;
	const server = serverOf(division);
	const key = server.toLowerCase();
	const usual = isFirst ? undefined : await keptForAll(context);
	const password = answer === '' ? sameAs(before, context) ?? usual : answer;
	if (password === undefined) {
		seen.passwords.delete(key);
		return {says: [`Without it the tests of ${server} stop at the login.`]};
	}

	const open = workspace();
	const blocked = wayBlocked(await seen.reached(open, signal), division);
	const name = isFirst ? `${profile}/baco` : `${profile}/${own}`;
	const isOwnNeeded = isFirst || password !== usual || await credentials.read(name) !== undefined;
	const taken = (says: string): Accepted => {
		seen.passwords.set(key, password);
		return {says: [says], ...(isOwnNeeded && {secret: {name, value: password}})};
	};

	if (blocked !== undefined) {
		note(context, server, false, blocked.message);
		return taken(`${server}: it was not tried, as the server cannot be reached. ${blocked.message}`);
	}

	if (isRepeated && !isUnattended) {
		// Every wrong login counts for a lockout: what was refused is not sent again, and not kept.
		seen.passwords.delete(key);
		return {says: [`${server} does not let Baco in; the tests of its divisions stop at the login.`]};
	}

	const problem = await tryBaco(open, {
		name: `${profile}/${own}`, password, division, signal,
	});
	note(context, server, problem === undefined, problem?.message ?? '');
	if (!isUnattended && problem?.id === 'LOG-1') {
		throw new BacoError('SETUP-BACO', {server, detail: problem.message});
	}

	return taken(problem === undefined ? `${server}: lets Baco in.` : `${server}: ${problem.message}`);
};

/** The password that was taken for the server before. */
const sameAs = (before: string | undefined, {seen}: SetupContext): string | undefined => before === undefined ? undefined : seen.passwords.get(before.toLowerCase());

const note = ({seen}: SetupContext, server: string, isOpen: boolean, text: string) => {
	seen.logins.set(server.toLowerCase(), {isOpen, text: `${server}: ${text}`});
};

/** Nobody is there to type another one: a password that opens no server is a fault of what was given. */
const refuseAllClosed = ({seen}: SetupContext) => {
	const tried = seen.logins.values().toArray();
	if (tried.length > 0 && tried.every(({isOpen}) => !isOpen)) {
		throw new BacoError('SETUP-BACO', {servers: tried.map(({text}) => text)});
	}
};
