import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {countOf} from '../platform/count-of.js';
import {paths} from '../platform/paths.js';
import {errorCode} from '../platform/write-file.js';
import {BacoError} from '../problems/baco-error.js';
import {whyUnreadable} from '../problems/why-unreadable.js';
import {checkProfile, nameFaults, newNameFaults} from '../profiles/check-profile.js';
import {parseServer} from '../profiles/server-address.js';
import {listStoredProfiles} from '../profiles/profile-store.js';
import {synergyProblem} from '../workspace/synergy-problem.js';
import {parseAddresses, profileOf} from './answers.js';
import {browserQuestion, isSilent, reachedLines} from './browser-question.js';
import {checkServer, isTrusted} from './check-server.js';
import {findDbConfig} from './db-config.js';
import {
	refuse,
	type Choice,
	type SetupContext,
	type SetupQuestion,
} from './question.js';
import {connectToServer, synergyDatabases} from './synergy-databases.js';

export const connectionQuestions: readonly SetupQuestion[] = [
	{
		id: 'name',
		title: 'Name of the profile',
		kind: 'text',
		explain: 'One word for this environment, as acme or acme-test. It is what --profile takes.',
		fallback: () => 'production',
		async check(answer) {
			const [fault] = nameFaults(answer);
			if (fault !== undefined) {
				throw refuse(fault);
			}

			const stored = await listStoredProfiles();
			if (stored.some(({name}) => name === answer)) {
				throw new BacoError('PROFILE-EXISTS', {name: answer});
			}

			const [unfit] = newNameFaults(answer, stored.map(({name}) => name));
			if (unfit !== undefined) {
				throw refuse(unfit);
			}

			return {says: [], answers: {name: answer}};
		},
	},
	{
		id: 'addresses',
		title: 'Tunnels',
		kind: 'text',
		explain: 'Servers that are reached through a tunnel: NAME=ADDRESS:PORT, parted by blanks; NAME:1434=ADDRESS:PORT is the SQL Server Browser of NAME (UDP). Enter when there are none.',
		fallback: () => '',
		async check(answer, {answers}) {
			const {faults} = checkProfile('tunnels', {
				server: {host: 'localhost'}, database: 'x', user: 'x', addresses: parseAddresses(answer),
			});
			if (faults !== undefined) {
				throw refuse(faults.join('; '));
			}

			return {says: [], answers: {...answers, addresses: answer}};
		},
	},
	{
		id: 'server',
		title: 'SQL server of Synergy',
		kind: 'text',
		explain: String.raw`HOST, HOST,PORT or HOST\INSTANCE. A question mark asks SQL Server Browser on the local network segment.`,
		async fallback() {
			const config = await findDbConfig();
			return config?.server;
		},
		other: 'another server, typed',
		async check(answer, {answers, findServers, signal}) {
			if (answer === '?') {
				const servers = await findServers({signal});
				if (servers.length === 0) {
					throw new BacoError('SETUP-SERVERS');
				}

				return {says: [`On this network segment ${servers.length === 1 ? 'one instance answers' : `${servers.length} instances answer`}. Nothing is heard across routers.`], offers: servers.map(server => ({value: server, text: server}))};
			}

			const server = parseServer(answer);
			if (typeof server === 'string') {
				throw refuse(server);
			}

			const kept = answers.server === answer ? answers.browser : undefined;
			try {
				const seen = await checkServer(profileOf({...answers, browser: kept, serverName: ''}, server), signal);
				return {says: reachedLines(server, seen), answers: {server: answer, browser: kept, silentServer: kept === undefined ? undefined : 'yes'}};
			} catch (error) {
				if (!isSilent(error)) {
					throw error;
				}

				return {says: [error.message], answers: {server: answer, browser: undefined, silentServer: 'yes'}};
			}
		},
	},
	browserQuestion,
	{
		id: 'trust',
		title: 'Trust in the certificate',
		kind: 'choice',
		explain: 'The connection is encrypted, but this machine cannot tell by itself that the server is the right one.',
		async applies(context) {
			return !isTrusted(await seenServer(context));
		},
		choices: trustChoices,
		other: 'trust a certificate authority: its file (PEM), typed',
		async fallback(context) {
			const [first] = await trustChoices(context);
			return first?.value;
		},
		async check(answer, context) {
			const seen = await seenServer(context);
			const {handshake} = seen.facts;
			if (answer === 'off' || answer === 'unseen') {
				return {says: [answer === 'off' ? 'Nothing is encrypted: passwords and data can be read on the way.' : 'The certificate is taken unseen: another machine could take its place. Every test will warn of it.'], answers: {trust: answer, caFile: '', serverName: ''}};
			}

			const name = handshake?.nameError === true ? handshake.certificate.names[0] ?? '' : '';
			if (answer === 'pin') {
				const file = path.join(paths().configuration, `${context.answers.name ?? 'server'}.pem`);
				await context.keepCertificate(file, handshake?.pem ?? '');
				return {says: [`${context.isDryRun ? 'It would be kept' : 'Kept'} as ${file}. From now on no other certificate is taken.`], answers: {trust: 'pin', caFile: file, serverName: name}};
			}

			// A draft that goes on has its file already.
			const file = answer === 'ca' ? context.answers.caFile ?? answer : answer;
			const text = await readFile(file, 'utf8').catch(async (error: unknown) => {
				const choices = await trustChoices(context);
				throw refuse(`${JSON.stringify(file)} is none of: ${choices.map(({value}) => value).join(', ')}; as a file with the certificate of an authority it cannot be read (${whyUnreadable(errorCode(error))})`);
			});
			if (!text.includes('-----BEGIN CERTIFICATE-----')) {
				throw refuse(`${file} holds no certificate (PEM)`);
			}

			return {says: [`The authorities in ${file} are trusted, and no others.`], answers: {trust: 'ca', caFile: path.resolve(file), serverName: name}};
		},
	},
	{
		id: 'user',
		title: 'Your SQL login',
		kind: 'text',
		explain: 'The SQL Server login that reads the Synergy database; start with one that may only read. Windows accounts are not offered: a SQL login works over SSH and from every system. The server must be in mixed mode: SELECT SERVERPROPERTY(\'IsIntegratedSecurityOnly\') says 0; else an administrator (sysadmin) switches it in the server properties, Security, and restarts SQL Server.',
		fallback: ({answers}) => answers.user,
		async check(answer) {
			if (answer === '') {
				throw refuse('a login is needed');
			}

			if (answer.includes('\\')) {
				throw refuse(`${JSON.stringify(answer)} names a Windows account, and baco signs in with a SQL Server login, whose name has no backslash`);
			}

			return {says: [], answers: {user: answer}};
		},
	},
	{
		id: 'password',
		title: 'Its password',
		kind: 'secret',
		explain: 'It is not shown, and goes nowhere but to the server until you say where to keep it.',
		async check(answer, context) {
			if (answer === '') {
				throw refuse('a password is needed; nothing was sent to the server');
			}

			const workspace = context.workspace();
			try {
				const connection = await connectToServer(workspace, answer, context.signal);
				await connection.close();
			} catch (error) {
				throw synergyProblem(error, workspace.profile);
			}

			return {says: ['The server lets you in.'], secret: {name: `${workspace.profile.name}/operator`, value: answer}};
		},
	},
	{
		id: 'database',
		title: 'Synergy database',
		kind: 'choice',
		explain: 'The databases on this server that have the tables of Synergy and let you in.',
		choices: databaseChoices,
		async fallback(context) {
			const [choices, config] = [await databaseChoices(context), await findDbConfig()];
			return choices.find(({value}) => value.toLowerCase() === config?.database.toLowerCase())?.value ?? choices[0]?.value;
		},
		async check(answer, context) {
			const choices = await databaseChoices(context);
			const found = choices.find(({value}) => value.toLowerCase() === answer.toLowerCase());
			if (found === undefined) {
				throw new BacoError('SETUP-DATABASE', {database: answer, server: context.answers.server});
			}

			return {says: [found.text], answers: {database: found.value}};
		},
	},
];

const seenServer = async ({profile, signal}: SetupContext) => checkServer(profile(), signal);

async function trustChoices(context: SetupContext): Promise<Choice[]> {
	const {facts: {handshake}} = await seenServer(context);
	if (handshake === undefined) {
		return [{value: 'off', text: 'go on without encryption: the server offers none'}];
	}

	return [
		...(handshake.certificate.selfSigned ? [{value: 'pin', text: `SHA-256 ${handshake.certificate.fingerprint}: trust exactly this certificate, once its fingerprint is compared with the server's`}] : []),
		{value: 'unseen', text: 'take any certificate unseen'},
		{value: 'off', text: 'do not encrypt'},
	];
}

async function databaseChoices({workspace, credentials, signal, answers}: SetupContext): Promise<Choice[]> {
	const open = workspace();
	const password = await credentials.read(`${answers.name ?? ''}/operator`);
	if (password === undefined || password === '') {
		throw refuse('the password of your SQL login is not known any more');
	}

	try {
		const databases = await synergyDatabases(open, password, signal);
		return databases.map(({name, divisions}) => ({value: name, text: `${name}, ${countOf(divisions, 'division')}`}));
	} catch (error) {
		throw synergyProblem(error, open.profile);
	}
}
